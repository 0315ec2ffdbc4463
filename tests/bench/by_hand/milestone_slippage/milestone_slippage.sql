-- The worst open milestone of all projects by month, of each project, and every milestone.
with dated as (
    select
        m.status_date,
        m.project_id,
        m.milestone_id,
        m.baseline_date,
        m.forecast_date,
        m.actual_date,
        lower(p.phase) as phase,
        lag(m.forecast_date) over w as forecast_before,
        lag(m.actual_date) over w as actual_before,
        lag(lower(p.phase)) over w as phase_before,
        lag(m.status_date) over w as date_before
    from milestones as m
    inner join projects as p on m.status_date = p.status_date and m.project_id = p.project_id
    where m.status_date in (select unnest($dates)) or m.status_date = $before_date
    window w as (partition by m.milestone_id order by m.status_date)
),

late as (
    select
        d.*,
        coalesce(d.actual_date, d.forecast_date) as expected_date,
        fin.working_index - base.working_index as late,
        fin.working_index - moved.working_index as moved
    from dated as d
    left join calendars as fin
        on fin.calendar_id = 'weekdays' and fin.day_date = coalesce(d.actual_date, d.forecast_date)
    left join calendars as base on base.calendar_id = 'weekdays' and base.day_date = d.baseline_date
    left join calendars as moved on moved.calendar_id = 'weekdays' and moved.day_date = d.forecast_before
    where d.status_date in (select unnest($dates))
)

select
    'organisation' as level, status_date, 'working_days' as measure,
    max(late) filter (actual_date is null and phase not in ('on hold', 'closed')) as value
from late group by all
union all by name
select
    'project' as level, status_date, project_id as key,
    'working_days' as measure, max(late) filter (actual_date is null and phase not in ('on hold', 'closed')) as value
from late where status_date = $status_date group by all
union all by name
select
    'milestone' as level, status_date, milestone_id as key,
    'working_days' as measure, if(actual_date is null and phase in ('on hold', 'closed'), null, late) as value
from late where status_date = $status_date
union all by name
select
    'rows' as level, status_date, project_id, milestone_id, 'working_days' as measure,
    if(actual_date is null and phase in ('on hold', 'closed'), null, late) as value,
    baseline_date, forecast_date, actual_date
from late where status_date = $status_date
