-- title: Slip rate
-- question: Does it slip as fast as time passes?
-- grain: milestone
-- unit: ratio
-- roll-up: worst
-- better: lower
-- words: days later per day / days earlier per day / holds
-- dates: all so far
-- definition: Days by which the forecast of an open milestone moved over its last three reports, for each day that passed between them. At 1 the date stays equally far away: it never arrives. Milestones of projects that are not active have none.
-- source: milestone trend analysis practice
-- input: milestones.forecast_date where milestones.status_date <= asked.status_date and milestones.status_date >= (select min(recent.status_date) from (select distinct status_date from milestones as m where m.status_date <= asked.status_date order by status_date desc limit 4) as recent)
with reported as (
    select
        milestones.status_date,
        milestones.project_id,
        milestones.milestone_id,
        milestones.milestone_name,
        milestones.importance,
        milestones.milestone_kind,
        milestones.forecast_date,
        milestones.actual_date,
        active_projects.category,
        lag(milestones.forecast_date, 3) over reports as forecast_then,
        lag(milestones.status_date, 3) over reports as reported_then
    from milestones
    inner join asked on milestones.status_date = asked.status_date
    left join active_projects
        on
            milestones.status_date = active_projects.status_date
            and milestones.project_id = active_projects.project_id
    where not coalesce(milestones.is_cancelled, false)
    window reports as (partition by milestones.milestone_id order by milestones.status_date)
)

select
    status_date,
    project_id,
    milestone_id,
    milestone_name as unit_name,
    case
        when actual_date is null and coalesce(category, 'active') in ('active', 'not started')
            then (forecast_date - forecast_then) / (status_date - reported_then)
    end as value,
    case
        when actual_date is not null then 'complete'
        when category = 'on hold' then 'on_hold'
        when category = 'complete' then 'complete'
        when category = 'cancelled' then 'not_applicable'
        when forecast_date is null then 'no_forecast'
        when forecast_then is null then 'too_few'
    end as reason
from reported
