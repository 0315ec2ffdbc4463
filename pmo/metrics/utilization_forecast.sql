-- title: Utilization with tentative work
-- question: What may come?
-- grain: person
-- unit: share
-- roll-up: ratio
-- better: band
-- months: 1 to 3
-- rows: kept
-- definition: Firm and tentative work planned for named people, divided by their net capacity, over the three months after the status date. Nobody's share counts where the plan holds no row for the month; a person whom the plan leaves out has 0 %. Only the published plan counts.
-- source: queueing theory: waiting grows with load / (1 - load)
-- input: assignments.planned_minutes where assignments.status_date = asked.status_date and coalesce(assignments.plan_id, 'published') = 'published' and date_trunc('month', assignments.month_date) between date_trunc('month', asked.status_date) + to_months(1) and date_trunc('month', asked.status_date) + to_months(3)
-- input: people.fte where people.status_date = asked.status_date
with planned as (
    select
        assignments.status_date,
        assignments.person_id,
        cast(date_trunc('month', assignments.month_date) as date) as month_date,
        cast(sum(assignments.planned_minutes) as bigint) as planned_minutes,
        coalesce(cast(sum(assignments.planned_minutes) filter (
            where assignments.certainty is distinct from 'tentative'
        ) as bigint), 0) as firm_minutes
    from assignments
    inner join asked on assignments.status_date = asked.status_date
    where
        assignments.person_id is not null
        and coalesce(assignments.plan_id, 'published') = 'published'
    group by assignments.status_date, assignments.person_id, month_date
),

plan_months as (
    select distinct
        status_date,
        month_date
    from planned
),

compared as (
    select
        net_capacity.status_date,
        net_capacity.person_id,
        net_capacity.month_date,
        net_capacity.value as capacity_minutes,
        net_capacity.reason as capacity_reason,
        if(plan_months.month_date is null, null, coalesce(planned.planned_minutes, 0))
            as planned_minutes,
        if(plan_months.month_date is null, null, coalesce(planned.firm_minutes, 0))
            as firm_minutes
    from net_capacity
    left join plan_months
        on
            net_capacity.status_date = plan_months.status_date
            and net_capacity.month_date = plan_months.month_date
    left join planned
        on
            net_capacity.status_date = planned.status_date
            and net_capacity.person_id = planned.person_id
            and net_capacity.month_date = planned.month_date
)

select
    *,
    planned_minutes as numerator,
    capacity_minutes as denominator,
    planned_minutes / nullif(capacity_minutes, 0) as value,
    case
        when planned_minutes is null then 'no_report'
        when capacity_minutes is null then capacity_reason
        when capacity_minutes = 0 and planned_minutes > 0 then 'allocated_without_capacity'
        when capacity_minutes = 0 then 'no_capacity'
    end as reason
from compared
