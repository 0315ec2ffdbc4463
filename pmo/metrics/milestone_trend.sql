-- title: Milestone trend
-- question: Are the dates holding?
-- grain: milestone
-- unit: date
-- roll-up: none
-- better: none
-- dates: all so far
-- definition: The date that each report gave for a milestone: its forecast, or its actual date once met. Flat holds, rising slips, falling gains. The value counts days since 1 January 1970; the word is the date. A first report is marked as too few, since one point is no trend.
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
    case
        when points.expected_date is null then 'no_forecast'
        when count(points.expected_date) over (
            partition by points.milestone_id order by points.status_date
        ) < 2 then 'too_few'
    end as reason
from points
