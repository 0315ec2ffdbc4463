-- title: Forecast at completion
-- question: What will it cost in the end?
-- grain: project
-- unit: money
-- roll-up: sum
-- better: lower
-- definition: Forecast of the whole life as the files state it, or else actual cost to date plus the forecast of all later months, which includes what is ordered. Without a forecast it is unknown: neither the cost so far nor the budget stands in for it. Only a finished project whose cost equals its budget needs no forecast.
-- source: ISO 21508, estimate at completion
-- input: budget_lines.amount where budget_lines.status_date = asked.status_date and budget_lines.measure = 'forecast' and (budget_lines.project_id, budget_lines.measure, budget_lines.period_kind) in (select (project_id, measure, period_kind) from budget_totals) and coalesce(budget_lines.period_start_date > asked.status_date, true)
-- input: budget_lines.amount where budget_lines.status_date = asked.status_date and budget_lines.measure = 'actual' and (budget_lines.project_id, budget_lines.measure, budget_lines.period_kind) in (select (project_id, measure, period_kind) from budget_totals) and coalesce(budget_lines.period_start_date <= asked.status_date, true) and budget_lines.project_id not in (select project_id from budget_totals where measure = 'forecast' and life_amount is not null)
with forecast as (
    select *
    from budget_totals
    where measure = 'forecast'
),

expected as (
    select
        status_date,
        project_id,
        forecast.life_amount,
        actual_to_date.value as spent,
        actual_to_date.reason as spent_reason,
        coalesce(forecast.currency, actual_to_date.currency) as currency,
        forecast.is_mixed
        or (forecast.life_amount is null and forecast.currency <> actual_to_date.currency)
            as is_mixed,
        case
            when forecast.amount_ahead is not null then forecast.amount_ahead
            when
                active_projects.category = 'complete'
                and actual_to_date.value = current_budget.value
                then 0
        end as to_go
    from known_projects
    inner join actual_to_date using (status_date, project_id)
    inner join current_budget using (status_date, project_id)
    left join forecast using (status_date, project_id)
    left join active_projects using (status_date, project_id)
),

judged as (
    select
        *,
        case
            when life_amount is null and to_go is null then 'no_forecast'
            when life_amount is null and spent is null then spent_reason
            when is_mixed then 'mixed_currency'
        end as reason
    from expected
)

select
    status_date,
    project_id,
    currency,
    if(reason is null, coalesce(life_amount, spent + to_go), null) as value,
    reason
from judged
