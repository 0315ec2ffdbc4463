-- Open milestones of the next 30, 60 and 90 days.
select
    'organisation' as level, m.status_date,
    (m.forecast_date - m.status_date + 29) // 30 * 30 || '_days' as measure,
    count(*) as value
from milestones as m
inner join projects as p on m.status_date = p.status_date and m.project_id = p.project_id
where
    m.status_date in (select unnest($dates))
    and m.actual_date is null
    and m.forecast_date > m.status_date
    and m.forecast_date - m.status_date <= 90
    and lower(p.phase) not in ('on hold', 'closed')
group by all
