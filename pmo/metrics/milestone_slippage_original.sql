-- title: Slippage against the first promise
-- question: How far are we from what was promised first?
-- grain: milestone
-- measure: days | days | worst
-- measure: working_days | working days | worst
-- better: lower
-- words: late / early / on plan
-- definition: Days from the original baseline to the actual date or, while the milestone is open, to the forecast. Re-baselining does not reset it. Open milestones of a project that is on hold, complete or cancelled have none. A group shows its worst open milestone, never a sum.
-- source: finish variance; milestone trend analysis practice
-- input: milestones.original_baseline_date where milestones.status_date = asked.status_date
-- input: milestones.forecast_date where milestones.status_date = asked.status_date
-- input: milestones.actual_date where milestones.status_date = asked.status_date
select
    slipped.status_date,
    slipped.project_id,
    slipped.milestone_id,
    slipped.unit_name,
    slipped.measure,
    slipped.is_open,
    slipped.limit_class,
    case
        when slipped.stopped is not null then null
        when slipped.measure = 'days' then slipped.expected_date - slipped.original_baseline_date
        else expected.working_index - original.working_index
    end as value,
    case
        when slipped.stopped is not null then slipped.stopped
        when slipped.original_baseline_date is null then 'no_baseline'
        when slipped.expected_date is null then 'no_forecast'
    end as reason
from milestone_slippage as slipped
left join working_days as original on slipped.original_baseline_date = original.day_date
left join working_days as expected on slipped.expected_date = expected.day_date
