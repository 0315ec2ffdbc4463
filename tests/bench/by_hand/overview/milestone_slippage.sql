-- The worst open milestone of all projects by month, and of each on the status date.
with dated as (
    select
        m.status_date,
        m.project_id,
        fin.working_index - base.working_index as late
    from milestones as m
    inner join projects as p on m.status_date = p.status_date and m.project_id = p.project_id
    left join calendars as fin on fin.calendar_id = 'weekdays' and fin.day_date = m.forecast_date
    left join calendars as base on base.calendar_id = 'weekdays' and base.day_date = m.baseline_date
    where m.status_date in (select unnest($dates)) and m.actual_date is null and lower(p.phase) not in ('on hold', 'closed')
)

select
    'organisation' as level, status_date,
    'working_days' as measure, max(late) as value
from dated group by all
union all by name
select
    'project' as level, status_date, project_id as key,
    'working_days' as measure, max(late) as value
from dated where status_date = $status_date group by all
