-- title: Spread of utilization
-- question: How many people are under, healthy and over?
-- grain: person
-- unit: count
-- roll-up: recount
-- better: none
-- categories: under, healthy, full, hot, over, unknown
-- definition: People by their planned work, firm and tentative, as share of their net capacity over the three months after the status date: under 60 %, healthy to 85 %, full to 100 %, hot to 110 %, over beyond. A person without capacity, or without a plan, is unknown.
-- source: house bands; published bands run from 70 to 90 %
-- input: assignments.planned_minutes where assignments.status_date = asked.status_date and coalesce(assignments.plan_id, 'published') = 'published' and date_trunc('month', assignments.month_date) between date_trunc('month', asked.status_date) + to_months(1) and date_trunc('month', asked.status_date) + to_months(3)
-- input: people.fte where people.status_date = asked.status_date
with bands as (
    select
        asked.status_date,
        max(numbers.value) filter (where numbers.rule = 'utilization_healthy_from') as healthy,
        max(numbers.value) filter (where numbers.rule = 'utilization_healthy_to') as healthy_to,
        max(numbers.value) filter (where numbers.rule = 'utilization_full_to') as full_to,
        max(numbers.value) filter (where numbers.rule = 'utilization_hot_to') as hot_to
    from asked
    inner join numbers
        on asked.status_date >= numbers.from_date and asked.status_date < numbers.until_date
    group by asked.status_date
),

pooled as (
    select
        status_date,
        person_id,
        sum(planned_minutes) filter (where capacity_minutes is not null)
        / nullif(sum(capacity_minutes) filter (where planned_minutes is not null), 0)
            as planned_share,
        mode(reason) as reason
    from utilization_forecast
    where
        month_date > status_date
        and month_date <= date_trunc('month', status_date) + to_months(3)
    group by status_date, person_id
),

banded as (
    select
        pooled.*,
        case
            when pooled.planned_share is null then 'unknown'
            when pooled.planned_share < bands.healthy then 'under'
            when pooled.planned_share <= bands.healthy_to then 'healthy'
            when pooled.planned_share <= bands.full_to then 'full'
            when pooled.planned_share <= bands.hot_to then 'hot'
            else 'over'
        end as category
    from pooled
    inner join bands on pooled.status_date = bands.status_date
)

select
    status_date,
    person_id,
    category,
    null as value,
    if(planned_share is null, null, category) as word,
    if(planned_share is null, reason, null) as reason
from banded
