-- title: Growth since original
-- question: How far has the budget moved from the first promise?
-- grain: project
-- unit: share
-- roll-up: ratio
-- better: lower
-- words: above / below / as first approved
-- definition: Current budget less original budget, as share of the original budget. Changes, transfers and new baselines all count: the first approved budget never moves.
-- source: GAO Cost Estimating and Assessment Guide
-- input: budget_lines.amount where budget_lines.status_date = asked.status_date and budget_lines.measure = 'original budget' and (budget_lines.project_id, budget_lines.measure, budget_lines.period_kind) in (select (project_id, measure, period_kind) from budget_totals)
with original as (
    select *
    from budget_totals
    where measure = 'original budget'
),

compared as (
    select
        status_date,
        project_id,
        current_budget.value as budget,
        current_budget.currency,
        original.whole_amount as original_amount,
        case
            when current_budget.reason is not null then current_budget.reason
            when original.whole_amount is null then 'no_baseline'
            when original.is_mixed or original.currency <> current_budget.currency
                then 'mixed_currency'
            when original.whole_amount = 0 then 'zero_denominator'
        end as reason
    from current_budget
    left join original using (status_date, project_id)
)

select
    status_date,
    project_id,
    currency,
    if(reason is null, (budget - original_amount) / nullif(original_amount, 0), null) as value,
    if(reason is null, budget - original_amount, null) as numerator,
    if(reason is null, original_amount, null) as denominator,
    reason
from compared
