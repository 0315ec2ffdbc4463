-- order: 20
-- cause: booked | Booked in the period | Cost of the months after the earlier date, up to the later one.
-- cause: earlier_months | Earlier months changed | The later files state another cost for months that the earlier ones held already.
-- cause: total | Total changed | Only a total is stated on one of the dates, so that its months are not known.
with booked as (
    select
        budget_lines.project_id,
        sum(budget_lines.amount) as amount
    from budget_lines
    inner join comparable
        on
            budget_lines.project_id = comparable.project_id
            and budget_lines.currency is not distinct from comparable.currency
    inner join span on budget_lines.status_date = span.until_date
    where
        budget_lines.measure = 'actual'
        and budget_lines.period_kind = 'month'
        and budget_lines.period_start_date > span.since_date
        and budget_lines.period_start_date <= span.until_date
    group by budget_lines.project_id
),

totals as (
    select distinct project_id
    from budget_totals
    where measure = 'actual' and life_amount is not null
),

parts as (
    select
        comparable.project_id,
        comparable.later_amount - comparable.earlier_amount as whole_amount,
        totals.project_id is not null as is_total,
        if(is_total, 0, coalesce(booked.amount, 0)) as booked_amount
    from comparable
    left join booked using (project_id)
    left join totals using (project_id)
)

select
    project_id,
    unnest(['booked', 'earlier_months', 'total']) as cause,
    unnest([
        booked_amount,
        if(is_total, 0, whole_amount - booked_amount),
        if(is_total, whole_amount, 0)
    ]) as amount
from parts
