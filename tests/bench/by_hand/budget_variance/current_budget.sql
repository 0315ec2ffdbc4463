-- Budget of all projects by month and of each.
with money as (
    select
        status_date,
        project_id,
        sum(amount) filter (measure = 'approved budget') as budget
    from budget_lines
    where status_date in (select unnest($dates)) and period_kind = 'month'
    group by status_date, project_id
)

select
    'organisation' as level, status_date,
    sum(budget) as value
from money
group by status_date
union all by name
select 'project' as level, status_date, project_id as key, budget as value
from money
where status_date = $status_date
