-- title: Movement since last report
-- question: What moved this month?
-- grain: milestone
-- measure: days | days | worst
-- measure: working_days | working days | worst
-- measure: later | count | sum
-- measure: earlier | count | sum
-- measure: unchanged | count | sum
-- better: lower
-- words: later / earlier / unchanged
-- definition: Days from the forecast of the previous report to the forecast or actual date of this one, of milestones that were open in the previous report. Projects that are not active have none. A group shows the milestone that moved furthest back, and how many moved later, earlier or not at all.
-- source: milestone trend analysis practice
-- input: milestones.forecast_date where milestones.status_date in (asked.status_date, asked.previous_date)
-- input: milestones.actual_date where milestones.status_date = asked.status_date
with measures as (
    select unnest(['days', 'working_days', 'later', 'earlier', 'unchanged']) as measure
),

moved as (
    select
        milestones.status_date,
        milestones.project_id,
        milestones.milestone_id,
        milestones.milestone_name,
        earlier.milestone_id is not null as is_known_before,
        earlier.forecast_date as from_date,
        coalesce(milestones.actual_date, milestones.forecast_date) as to_date
    from milestones
    inner join asked on milestones.status_date = asked.status_date
    left join milestones as earlier
        on
            asked.previous_date = earlier.status_date
            and milestones.milestone_id = earlier.milestone_id
    left join active_projects
        on
            milestones.status_date = active_projects.status_date
            and milestones.project_id = active_projects.project_id
    where
        not coalesce(milestones.is_cancelled, false)
        and earlier.actual_date is null
        and coalesce(active_projects.category, 'active') = 'active'
)

select
    moved.status_date,
    moved.project_id,
    moved.milestone_id,
    moved.milestone_name as unit_name,
    measures.measure,
    case measures.measure
        when 'days' then moved.to_date - moved.from_date
        when 'working_days' then moved_to.working_index - moved_from.working_index
        when 'later' then cast(moved.to_date > moved.from_date as integer)
        when 'earlier' then cast(moved.to_date < moved.from_date as integer)
        else cast(moved.to_date = moved.from_date as integer)
    end as value,
    case
        when not moved.is_known_before then 'no_previous'
        when moved.from_date is null or moved.to_date is null then 'no_forecast'
    end as reason
from moved
cross join measures
left join working_days as moved_from on moved.from_date = moved_from.day_date
left join working_days as moved_to on moved.to_date = moved_to.day_date
