-- order: 30
-- cause: against_forecast | Actual cost against forecast | What was booked between the two dates, less what the earlier files forecast for those months.
-- cause: remaining | Remaining months revised | The forecast of the months still ahead, as it is now less as it was then.
-- cause: revised | Forecast revised | The forecast is a total without months on one of the dates.
with planned as (
    select
        budget_lines.project_id,
        sum(budget_lines.amount) as amount
    from budget_lines
    inner join comparable
        on
            budget_lines.project_id = comparable.project_id
            and budget_lines.currency is not distinct from comparable.currency
    inner join span on budget_lines.status_date = span.since_date
    where
        budget_lines.measure = 'forecast'
        and budget_lines.period_kind = 'month'
        and budget_lines.period_start_date > span.since_date
        and budget_lines.period_start_date <= span.until_date
    group by budget_lines.project_id
),

spent as (
    select
        actual_to_date.project_id,
        sum(
            if(actual_to_date.status_date = span.until_date, 1, -1) * actual_to_date.value
        ) as amount
    from actual_to_date
    cross join span
    group by actual_to_date.project_id
),

totals as (
    select distinct project_id
    from budget_totals
    where measure = 'forecast' and life_amount is not null
),

parts as (
    select
        comparable.project_id,
        comparable.later_amount - comparable.earlier_amount as whole_amount,
        totals.project_id is not null as is_total,
        if(
            is_total, 0, coalesce(spent.amount, 0) - coalesce(planned.amount, 0)
        ) as against_amount
    from comparable
    left join planned using (project_id)
    left join spent using (project_id)
    left join totals using (project_id)
)

select
    project_id,
    unnest(['against_forecast', 'remaining', 'revised']) as cause,
    unnest([
        against_amount,
        if(is_total, 0, whole_amount - against_amount),
        if(is_total, whole_amount, 0)
    ]) as amount
from parts
