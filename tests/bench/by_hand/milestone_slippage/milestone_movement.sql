-- The largest move since the last report.
with reports as (
    select
        status_date,
        lag(status_date) over (order by status_date) as date_before
    from (select unnest($dates) as status_date union select $before_date)
)

select
    'organisation' as level, m.status_date, 'working_days' as measure,
    max(now.working_index - before.working_index) as value
from reports
inner join milestones as m on reports.status_date = m.status_date
inner join projects as p on m.status_date = p.status_date and m.project_id = p.project_id
inner join milestones as b on reports.date_before = b.status_date and m.milestone_id = b.milestone_id
inner join calendars as now
    on now.calendar_id = 'weekdays' and now.day_date = coalesce(m.actual_date, m.forecast_date)
inner join calendars as before
    on before.calendar_id = 'weekdays' and before.day_date = b.forecast_date
where b.actual_date is null and lower(p.phase) not in ('on hold', 'closed')
group by all
