-- What the year will have cost against its budget.
with money as (
    select
        status_date,
        project_id,
        sum(amount) filter (measure = 'actual' and period_start_date <= status_date) as spent,
        sum(amount) filter (measure = 'forecast' and period_start_date > status_date) as ahead,
        sum(amount) filter (
            measure = 'approved budget' and year(period_start_date) = year(status_date)
        ) as year_budget,
        sum(amount) filter (
            measure = 'actual' and year(period_start_date) = year(status_date)
            and period_start_date <= status_date
        ) as year_spent,
        sum(amount) filter (
            measure = 'forecast' and year(period_start_date) = year(status_date)
            and period_start_date > status_date
        ) as year_ahead,
        coalesce(year_budget, 0) as year_budget_stated,
        year_budget_stated - coalesce(year_spent, if(spent is null, null, 0))
        - coalesce(year_ahead, if(ahead is null and month(status_date) < 12, null, 0)) as year_variance
    from budget_lines
    where status_date in (select unnest($dates)) and period_kind = 'month'
    group by status_date, project_id
)

select
    'organisation' as level, status_date,
    unnest(['amount', 'share']) as measure,
    unnest([sum(year_variance), sum(year_variance)
        / sum(year_budget_stated) filter (year_variance is not null)]) as value
from money
group by status_date
union all by name
select 'project' as level, status_date, project_id as key, 'amount' as measure, year_variance as value
from money
where status_date = $status_date
