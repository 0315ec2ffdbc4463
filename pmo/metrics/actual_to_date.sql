-- title: Actual cost
-- question: What has it cost?
-- grain: project
-- unit: money
-- roll-up: sum
-- better: none
-- definition: Cost booked in all months up to the status date, accruals included; where the files state a total instead, that total. A stated 0 is 0, a missing line is unknown.
-- source: ISO 21508, actual cost
-- input: budget_lines.amount where budget_lines.status_date = asked.status_date and budget_lines.measure = 'actual' and coalesce(budget_lines.period_start_date, asked.status_date) <= asked.status_date and (budget_lines.project_id, budget_lines.measure, budget_lines.period_kind) in (select (project_id, measure, period_kind) from budget_totals)
with actual as (
    select
        *,
        coalesce(life_amount, amount_so_far) as amount
    from budget_totals
    where measure = 'actual'
)

select
    known_projects.status_date,
    known_projects.project_id,
    actual.currency,
    if(coalesce(actual.is_mixed, false), null, actual.amount) as value,
    case
        when actual.amount is null then 'no_actuals'
        when actual.is_mixed then 'mixed_currency'
    end as reason
from known_projects
left join actual using (status_date, project_id)
