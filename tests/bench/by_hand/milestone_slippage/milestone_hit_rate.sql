-- Dates kept since the last report.
with reports as (
    select
        status_date,
        lag(status_date) over (order by status_date) as date_before
    from (select unnest($dates) as status_date union select $before_date)
)

select
    'organisation' as level, reports.status_date,
    count(*) filter (m.actual_date <= b.baseline_date) / count(*) as value
from reports
inner join milestones as b on reports.date_before = b.status_date
inner join projects as p on b.status_date = p.status_date and b.project_id = p.project_id
inner join milestones as m on reports.status_date = m.status_date and b.milestone_id = m.milestone_id
where
    b.baseline_date > reports.date_before
    and b.baseline_date <= reports.status_date
    and lower(p.phase) not in ('on hold', 'closed')
group by all
