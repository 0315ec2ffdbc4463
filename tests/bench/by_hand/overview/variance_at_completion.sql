-- Variance at completion of all projects by month, and of each on the status date.
with money as (
    select
        status_date,
        project_id,
        sum(amount) filter (measure = 'approved budget') as budget,
        sum(amount) filter (measure = 'actual' and period_start_date <= status_date) as spent,
        sum(amount) filter (measure = 'forecast' and period_start_date > status_date) as ahead,
        budget - greatest(spent + ahead, spent) as variance
    from budget_lines
    where status_date in (select unnest($dates)) and period_kind = 'month'
    group by all
    having ahead is not null
)

select
    'organisation' as level, status_date,
    unnest(['amount', 'share']) as measure,
    unnest([sum(variance), sum(variance) / sum(budget)]) as value
from money group by all
union all by name
select
    'project' as level, status_date, project_id as key,
    'amount' as measure, variance as value
from money where status_date = $status_date
