-- title: Milestone slippage
-- question: Which dates will be missed?
-- grain: milestone
-- measure: days | days | worst
-- measure: working_days | working days | worst
-- better: lower
-- words: late / early / on plan
-- definition: Days from the current baseline to the actual date or, while the milestone is open, to the forecast. Open milestones of a project that is on hold, complete or cancelled have none. A group shows its worst open milestone, never a sum.
-- source: finish variance; milestone trend analysis practice
-- input: milestones.baseline_date where milestones.status_date = asked.status_date
-- input: milestones.forecast_date where milestones.status_date = asked.status_date
-- input: milestones.actual_date where milestones.status_date = asked.status_date
with measures as (select unnest(['days', 'working_days']) as measure),

dated as (
    select
        milestones.*,
        coalesce(milestones.actual_date, milestones.forecast_date) as expected_date,
        case
            when milestones.is_cancelled then 'not_applicable'
            when milestones.actual_date is not null then null
            when active_projects.category = 'on hold' then 'on_hold'
            when active_projects.category = 'complete' then 'complete'
            when active_projects.category = 'cancelled' then 'not_applicable'
        end as stopped
    from milestones
    inner join asked on milestones.status_date = asked.status_date
    left join active_projects
        on
            milestones.status_date = active_projects.status_date
            and milestones.project_id = active_projects.project_id
)

select
    dated.status_date,
    dated.project_id,
    dated.milestone_id,
    dated.milestone_name as unit_name,
    measures.measure,
    dated.baseline_date,
    dated.original_baseline_date,
    dated.forecast_date,
    dated.actual_date,
    dated.expected_date,
    dated.stopped,
    dated.actual_date is null as is_open,
    case
        when dated.stopped is not null then null
        when measures.measure = 'days' then dated.expected_date - dated.baseline_date
        else expected.working_index - baseline.working_index
    end as value,
    case
        when dated.stopped is not null then dated.stopped
        when dated.baseline_date is null then 'no_baseline'
        when dated.expected_date is null then 'no_forecast'
    end as reason,
    case
        when dated.importance = 'key' or dated.milestone_kind = 'gate' then 'key'
    end as limit_class
from dated
cross join measures
left join working_days as baseline on dated.baseline_date = baseline.day_date
left join working_days as expected on dated.expected_date = expected.day_date
