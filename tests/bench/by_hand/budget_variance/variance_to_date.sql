-- Cost against the plan so far.
with money as (
    select
        status_date,
        project_id,
        sum(amount) filter (measure = 'planned value' and period_start_date <= status_date) as planned,
        sum(amount) filter (measure = 'actual' and period_start_date <= status_date) as spent
    from budget_lines
    where status_date in (select unnest($dates)) and period_kind = 'month'
    group by status_date, project_id
)

select
    'organisation' as level, status_date,
    unnest(['amount', 'share']) as measure,
    unnest([sum(coalesce(planned, 0) - spent), sum(coalesce(planned, 0) - spent)
        / sum(coalesce(planned, 0)) filter (spent is not null)]) as value
from money
group by status_date
union all by name
select 'project' as level, status_date, project_id as key, 'amount' as measure,
    coalesce(planned, 0) - spent as value
from money
where status_date = $status_date
