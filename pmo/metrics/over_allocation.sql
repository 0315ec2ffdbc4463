-- title: Over-allocation
-- question: Who is booked beyond capacity?
-- grain: person
-- measure: minutes | minutes | sum
-- measure: person_months | count | sum
-- measure: sustained | count | sum
-- better: lower
-- months: 1 to 3
-- definition: Planned work beyond net capacity, firm and tentative, of each person in each of the three months after the status date; beside it the number of such person-months, and the number of people who are above 110 % of capacity in two months running. One person's free time never pays for another's excess.
-- source: house definition
-- input: assignments.planned_minutes where assignments.status_date = asked.status_date and coalesce(assignments.plan_id, 'published') = 'published' and date_trunc('month', assignments.month_date) between date_trunc('month', asked.status_date) + to_months(1) and date_trunc('month', asked.status_date) + to_months(3)
-- input: people.fte where people.status_date = asked.status_date
with measures as (select unnest(['minutes', 'person_months', 'sustained']) as measure),

judged as (
    select
        utilization_forecast.*,
        coalesce(
            utilization_forecast.planned_minutes
            > utilization_forecast.capacity_minutes * numbers.value,
            false
        ) as is_hot
    from utilization_forecast
    inner join numbers
        on
            numbers.rule = 'over_allocation_share'
            and utilization_forecast.status_date >= numbers.from_date
            and utilization_forecast.status_date < numbers.until_date
    where utilization_forecast.month_date > utilization_forecast.status_date
),

-- a run counts once, in its second month
with_runs as (
    select
        *,
        is_hot
        and coalesce(lag(is_hot) over run, false)
        and not coalesce(lag(is_hot, 2) over run, false) as is_second_hot_month
    from judged
    window run as (partition by status_date, person_id order by month_date)
)

select
    with_runs.status_date,
    with_runs.person_id,
    with_runs.month_date,
    measures.measure,
    case
        when with_runs.planned_minutes is null or with_runs.capacity_minutes is null then null
        when measures.measure = 'minutes'
            then greatest(with_runs.planned_minutes - with_runs.capacity_minutes, 0)
        when measures.measure = 'person_months'
            then cast(with_runs.planned_minutes > with_runs.capacity_minutes as integer)
        else cast(with_runs.is_second_hot_month as integer)
    end as value,
    if(
        with_runs.planned_minutes is null or with_runs.capacity_minutes is null,
        with_runs.reason,
        null
    ) as reason
from with_runs
cross join measures
