-- title: Overdue milestones
-- question: What is past its date and still open?
-- grain: milestone
-- measure: overdue | count | sum
-- measure: stale_forecast | count | sum
-- better: lower
-- definition: Open milestones whose current baseline is before the status date; beside them those among them whose forecast is in the past too, so that nobody knows the new date. Projects on hold, complete or cancelled are left out.
-- source: house definition
-- input: milestones.baseline_date where milestones.status_date = asked.status_date and milestones.actual_date is null and milestones.baseline_date < asked.status_date
-- input: milestones.forecast_date where milestones.status_date = asked.status_date and milestones.actual_date is null and milestones.baseline_date < asked.status_date
with measures as (select unnest(['overdue', 'stale_forecast']) as measure),

running as (
    select
        milestones.*,
        milestones.actual_date is null as is_open,
        milestones.baseline_date < milestones.status_date as is_late
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
    measures.measure,
    case
        when not running.is_open then 0
        when measures.measure = 'overdue' then cast(running.is_late as integer)
        else cast(
            running.is_late
            and coalesce(running.forecast_date < running.status_date, false) as integer
        )
    end as value,
    case when running.is_open and running.baseline_date is null then 'no_baseline' end as reason
from running
cross join measures
