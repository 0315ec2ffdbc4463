-- title: Forecast stability
-- question: How often was the date changed?
-- grain: milestone
-- measure: count | count | sum
-- measure: days | days | worst
-- measure: zigzag | count | sum
-- better: lower
-- dates: all so far
-- definition: How often the forecast of a milestone changed from one report to the next, all days that it moved in either direction, and how often a move later was followed by one earlier or the other way round. A milestone that was met keeps its count.
-- source: milestone trend analysis practice
-- input: milestones.forecast_date where milestones.status_date <= asked.status_date
with steps as (
    select
        milestones.status_date,
        milestones.project_id,
        milestones.milestone_id,
        milestones.milestone_name,
        milestones.forecast_date,
        milestones.forecast_date
        - lag(milestones.forecast_date ignore nulls) over reports as step_days,
        count(milestones.forecast_date) over reports as points
    from milestones
    inner join asked on milestones.status_date = asked.status_date
    where not coalesce(milestones.is_cancelled, false)
    window reports as (partition by milestones.milestone_id order by milestones.status_date)
),

directed as (
    select
        *,
        sign(step_days)
        <> lag(nullif(sign(step_days), 0) ignore nulls)
            over (
                partition by milestone_id order by status_date
            )
        and step_days <> 0 as is_turn
    from steps
),

so_far as (
    select
        *,
        count(*) filter (where step_days <> 0) over reports as revisions,
        coalesce(sum(abs(step_days)) over reports, 0) as moved_days,
        count(*) filter (where is_turn) over reports as turns
    from directed
    window reports as (partition by milestone_id order by status_date)
),

measures as (select unnest(['count', 'days', 'zigzag']) as measure)

select
    so_far.status_date,
    so_far.project_id,
    so_far.milestone_id,
    so_far.milestone_name as unit_name,
    measures.measure,
    case
        when so_far.points < 2 then null
        when measures.measure = 'count' then so_far.revisions
        when measures.measure = 'days' then so_far.moved_days
        else so_far.turns
    end as value,
    if(so_far.points < 2, 'too_few', null) as reason
from so_far
cross join measures
