-- title: Role gap
-- question: Which skills run short, and when?
-- grain: role
-- measure: fte | fte | shortfall
-- measure: minutes | minutes | shortfall
-- measure: share | share | shortfall
-- better: lower
-- words: short / spare / covered
-- months: 1 to 3
-- definition: Planned work of a role, named or not, less the net capacity of the people whose own role it is, over the three months after the status date; in full-time people of the default calendar on average, in hours, and as share of the demand. Above a role only what is short is added, so that spare people of one role never cover another.
-- source: house definition
-- input: assignments.planned_minutes where assignments.status_date = asked.status_date and coalesce(assignments.plan_id, 'published') = 'published' and date_trunc('month', assignments.month_date) between date_trunc('month', asked.status_date) + to_months(1) and date_trunc('month', asked.status_date) + to_months(3)
-- input: people.fte where people.status_date = asked.status_date
with measures as (select unnest(['fte', 'minutes', 'share']) as measure),

demand as (
    select
        assignments.status_date,
        assignments.project_id,
        coalesce(assignments.role, people.role) as role,
        cast(date_trunc('month', assignments.month_date) as date) as month_date,
        cast(sum(assignments.planned_minutes) as bigint) as minutes
    from assignments
    inner join asked on assignments.status_date = asked.status_date
    left join people
        on
            assignments.status_date = people.status_date
            and assignments.person_id = people.person_id
    where coalesce(assignments.plan_id, 'published') = 'published'
    group by all
),

plan_months as (
    select distinct
        status_date,
        month_date
    from demand
),

allowances as (
    select
        asked.status_date,
        sum(numbers.value) as taken_share
    from asked
    inner join numbers
        on asked.status_date >= numbers.from_date and asked.status_date < numbers.until_date
    where numbers.rule in ('base_load_share', 'training_share')
    group by asked.status_date
),

full_time as (
    select
        plan_months.status_date,
        plan_months.month_date,
        480
        * (until_day.working_index - from_day.working_index)
        * (1 - allowances.taken_share) as minutes
    from plan_months
    inner join allowances on plan_months.status_date = allowances.status_date
    inner join working_days as from_day on plan_months.month_date = from_day.day_date
    inner join working_days as until_day
        on cast(plan_months.month_date + to_months(1) as date) = until_day.day_date
),

both_sides as (
    select
        demand.status_date,
        demand.month_date,
        demand.role,
        demand.project_id,
        null as person_id,
        demand.minutes as demand_minutes,
        demand.minutes as gap_minutes,
        null as reason
    from demand
    union all
    select
        net_capacity.status_date,
        net_capacity.month_date,
        people.role,
        null as project_id,
        net_capacity.person_id,
        if(plan_months.month_date is null, null, 0) as demand_minutes,
        if(plan_months.month_date is null, null, -net_capacity.value) as gap_minutes,
        if(plan_months.month_date is null, 'no_report', net_capacity.reason) as reason
    from net_capacity
    inner join people
        on
            net_capacity.status_date = people.status_date
            and net_capacity.person_id = people.person_id
    left join plan_months
        on
            net_capacity.status_date = plan_months.status_date
            and net_capacity.month_date = plan_months.month_date
)

select
    both_sides.status_date,
    both_sides.month_date,
    both_sides.role,
    both_sides.project_id,
    both_sides.person_id,
    measures.measure,
    both_sides.reason,
    if(measures.measure = 'fte', full_time.minutes, 1) as minutes_per_unit,
    both_sides.gap_minutes / minutes_per_unit as numerator,
    both_sides.demand_minutes / minutes_per_unit as denominator,
    if(measures.measure = 'share', null, both_sides.gap_minutes / minutes_per_unit) as value
from both_sides
cross join measures
left join full_time
    on
        both_sides.status_date = full_time.status_date
        and both_sides.month_date = full_time.month_date
where both_sides.role is not null
