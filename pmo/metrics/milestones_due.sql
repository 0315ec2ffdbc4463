-- title: Milestones due soon
-- question: What must happen in the next 30, 60 and 90 days?
-- grain: milestone
-- measure: 30_days | count | sum
-- measure: 60_days | count | sum
-- measure: 90_days | count | sum
-- better: none
-- definition: Open milestones by their forecast: up to 30 days after the status date, 31 to 60 days, and 61 to 90 days. Each milestone counts once. Projects on hold, complete or cancelled are left out.
-- source: house definition
-- input: milestones.forecast_date where milestones.status_date = asked.status_date and milestones.actual_date is null and milestones.forecast_date > asked.status_date and milestones.forecast_date <= asked.status_date + 90
with windows as (select unnest([30, 60, 90]) as last_day),

running as (
    select
        milestones.status_date,
        milestones.project_id,
        milestones.milestone_id,
        milestones.milestone_name,
        milestones.actual_date is null as is_open,
        milestones.forecast_date - milestones.status_date as days_ahead
    from milestones
    inner join asked on milestones.status_date = asked.status_date
    left join active_projects
        on
            milestones.status_date = active_projects.status_date
            and milestones.project_id = active_projects.project_id
    where
        not coalesce(milestones.is_cancelled, false)
        and coalesce(active_projects.category, 'active') in ('active', 'not started')
)

select
    running.status_date,
    running.project_id,
    running.milestone_id,
    running.milestone_name as unit_name,
    windows.last_day || '_days' as measure,
    case
        when not running.is_open then 0
        else cast(
            running.days_ahead > windows.last_day - 30
            and running.days_ahead <= windows.last_day as integer
        )
    end as value,
    case when running.is_open and running.days_ahead is null then 'no_forecast' end as reason
from running
cross join windows
