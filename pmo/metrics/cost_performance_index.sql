-- title: Cost performance index (CPI)
-- question: What does one unit of money earn?
-- grain: project
-- unit: ratio
-- roll-up: ratio
-- better: higher
-- definition: Earned value to date divided by actual cost to date. Above 1 the work costs less than planned. A group divides the sums of the projects that have both.
-- source: PMI Standard for Earned Value Management; ISO 21508; EIA-748
-- input: budget_lines.amount where budget_lines.status_date = asked.status_date and budget_lines.measure in ('earned value', 'actual') and coalesce(budget_lines.period_start_date, asked.status_date) <= asked.status_date
with judged as (
    select
        earned.status_date,
        earned.project_id,
        actual_to_date.currency,
        earned.earned_amount,
        actual_to_date.value as actual_amount,
        case
            when actual_to_date.reason = 'mixed_currency' then 'mixed_currency'
            when coalesce(actual_to_date.value, 0) = 0 then 'no_actuals'
            when earned.earned_amount is null then 'no_progress'
            when earned.is_mixed or earned.currency <> actual_to_date.currency
                then 'mixed_currency'
            when earned.earned_amount < 0 or earned.earned_amount > earned.budget_amount
                then 'bad_data'
        end as reason
    from schedule_performance_index as earned
    inner join actual_to_date
        on
            earned.status_date = actual_to_date.status_date
            and earned.project_id = actual_to_date.project_id
)

select
    status_date,
    project_id,
    currency,
    reason,
    if(reason is null, earned_amount, null) as numerator,
    if(reason is null, actual_amount, null) as denominator,
    if(reason is null, earned_amount / nullif(actual_amount, 0), null) as value
from judged
