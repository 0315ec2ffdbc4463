-- title: Milestone trend
-- question: Are the dates holding?
-- grain: milestone
-- unit: date
-- roll-up: none
-- better: none
-- definition: The date that each report gave for a milestone: its forecast, or its actual date once met. Flat holds, rising slips, falling gains. One report is a point; a trend needs two.
-- source: milestone trend analysis practice
-- input: milestones.forecast_date where milestones.status_date = asked.status_date
-- input: milestones.actual_date where milestones.status_date = asked.status_date
with points as (
    select
        milestones.*,
        coalesce(milestones.actual_date, milestones.forecast_date) as expected_date
    from milestones
    inner join asked on milestones.status_date = asked.status_date
    where not coalesce(milestones.is_cancelled, false)
)

select
    points.status_date,
    points.project_id,
    points.milestone_id,
    points.milestone_name as unit_name,
    points.expected_date - date '1970-01-01' as value,
    strftime(points.expected_date, '%Y-%m-%d') as word,
    if(points.expected_date is null, 'no_forecast', null) as reason
from points
