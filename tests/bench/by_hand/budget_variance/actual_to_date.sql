-- Cost so far of each project.
with money as (
    select
        status_date,
        project_id,
        sum(amount) filter (measure = 'actual' and period_start_date <= status_date) as spent
    from budget_lines
    where status_date = $status_date and period_kind = 'month'
    group by status_date, project_id
)

select 'project' as level, status_date, project_id as key, spent as value
from money
where status_date = $status_date
