-- Open milestones past their date.
select 'organisation' as level, m.status_date, 'overdue' as measure, count(*) as value
from milestones as m
inner join projects as p on m.status_date = p.status_date and m.project_id = p.project_id
where
    m.status_date in (select unnest($dates))
    and m.actual_date is null
    and m.baseline_date < m.status_date
    and lower(p.phase) not in ('on hold', 'closed')
group by all
