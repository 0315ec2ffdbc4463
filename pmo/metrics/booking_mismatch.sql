-- title: Booked and planned apart
-- question: Where do people work without a plan, or not work where they are planned?
-- grain: person
-- measure: booked_not_allocated | minutes | sum
-- measure: allocated_not_booked | minutes | sum
-- better: lower
-- months: 0 to 0
-- definition: Time booked in the month of the status date on a project for which the person is not planned in that month; and planned work, of a tenth of a full-time person or more, on which the person booked nothing.
-- source: house definition
-- input: time_entries.booked_minutes where time_entries.project_id is not null and coalesce(time_entries.time_kind, 'project') = 'project' and date_trunc('month', time_entries.work_date) = date_trunc('month', asked.status_date) and time_entries.work_date <= asked.status_date
-- input: assignments.planned_minutes where assignments.status_date = asked.status_date and coalesce(assignments.plan_id, 'published') = 'published' and date_trunc('month', assignments.month_date) = date_trunc('month', asked.status_date)
with measures as (select unnest(['booked_not_allocated', 'allocated_not_booked']) as measure),

booked as (
    select
        asked.status_date,
        time_entries.person_id,
        time_entries.project_id,
        cast(sum(time_entries.booked_minutes) as bigint) as minutes
    from time_entries
    inner join asked
        on date_trunc('month', time_entries.work_date) = date_trunc('month', asked.status_date)
    where
        time_entries.work_date <= asked.status_date
        and time_entries.project_id is not null
        and coalesce(time_entries.time_kind, 'project') = 'project'
    group by all
),

planned as (
    select
        assignments.status_date,
        assignments.person_id,
        assignments.project_id,
        cast(sum(assignments.planned_minutes) as bigint) as minutes
    from assignments
    inner join asked on assignments.status_date = asked.status_date
    where
        assignments.person_id is not null
        and coalesce(assignments.plan_id, 'published') = 'published'
        and date_trunc('month', assignments.month_date)
        = date_trunc('month', assignments.status_date)
    group by all
),

known as (
    select
        asked.status_date,
        asked.status_date in (select b.status_date from booked as b) as has_hours,
        asked.status_date in (select p.status_date from planned as p) as has_plan,
        0.1 * 480 * (until_day.working_index - from_day.working_index) as least_minutes
    from asked
    inner join working_days as from_day
        on date_trunc('month', asked.status_date) = from_day.day_date
    inner join working_days as until_day on last_day(asked.status_date) + 1 = until_day.day_date
),

pairs as (
    select
        coalesce(booked.status_date, planned.status_date) as status_date,
        coalesce(booked.person_id, planned.person_id) as person_id,
        coalesce(booked.project_id, planned.project_id) as project_id,
        coalesce(booked.minutes, 0) as booked_minutes,
        coalesce(planned.minutes, 0) as planned_minutes
    from booked
    full join planned
        on
            booked.status_date = planned.status_date
            and booked.person_id = planned.person_id
            and booked.project_id = planned.project_id
)

select
    pairs.status_date,
    pairs.person_id,
    pairs.project_id,
    cast(date_trunc('month', pairs.status_date) as date) as month_date,
    measures.measure,
    case
        when measures.measure = 'booked_not_allocated' and known.has_plan
            then if(pairs.planned_minutes = 0, pairs.booked_minutes, 0)
        when measures.measure = 'allocated_not_booked' and known.has_hours
            then if(
                pairs.booked_minutes = 0 and pairs.planned_minutes >= known.least_minutes,
                pairs.planned_minutes,
                0
            )
    end as value,
    case
        when not known.has_hours then 'no_hours'
        when measures.measure = 'booked_not_allocated' and not known.has_plan then 'no_report'
    end as reason
from pairs
inner join known on pairs.status_date = known.status_date
cross join measures
