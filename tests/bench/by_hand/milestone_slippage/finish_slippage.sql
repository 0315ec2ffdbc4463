-- The latest finish of all projects that still run.
select
    'organisation' as level, p.status_date, 'working_days' as measure,
    max(fin.working_index - base.working_index) as value
from projects as p
left join calendars as fin on fin.calendar_id = 'weekdays' and fin.day_date = p.forecast_finish_date
left join calendars as base on base.calendar_id = 'weekdays' and base.day_date = p.baseline_finish_date
where
    p.status_date in (select unnest($dates))
    and p.actual_finish_date is null and lower(p.phase) not in ('on hold', 'closed')
group by all
