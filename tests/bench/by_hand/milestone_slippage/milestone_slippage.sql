-- The worst open milestone of all projects by month, of each project, and every milestone.
with late as (
    select
        m.status_date,
        m.project_id,
        m.milestone_id,
        m.baseline_date,
        m.forecast_date,
        m.actual_date,
        if(
            m.actual_date is null and lower(p.phase) in ('on hold', 'closed'),
            null,
            expected.working_index - baseline.working_index
        ) as late
    from milestones as m
    inner join projects as p on m.status_date = p.status_date and m.project_id = p.project_id
    left join calendars as expected
        on
            expected.calendar_id = 'weekdays'
            and expected.day_date = coalesce(m.actual_date, m.forecast_date)
    left join calendars as baseline
        on baseline.calendar_id = 'weekdays' and baseline.day_date = m.baseline_date
    where m.status_date in (select unnest($dates))
)

select
    'organisation' as level, status_date, 'working_days' as measure,
    max(late) filter (actual_date is null) as value
from late
group by all
union all by name
select
    'project' as level, status_date, project_id as key, 'working_days' as measure,
    max(late) filter (actual_date is null) as value
from late
where status_date = $status_date
group by all
union all by name
select
    'milestone' as level, status_date, milestone_id as key, 'working_days' as measure, late as value
from late
where status_date = $status_date
union all by name
select
    'rows' as level, status_date, project_id, milestone_id, 'working_days' as measure,
    late as value, baseline_date, forecast_date, actual_date
from late
where status_date = $status_date
