-- title: Commitments
-- question: What is ordered and not yet invoiced?
-- grain: project
-- unit: money
-- roll-up: sum
-- better: none
-- definition: Open orders as stated at the status date. Where the files have no such line, commitments are not known; they are never taken as 0.
-- source: encumbrance accounting
-- input: budget_lines.amount where budget_lines.status_date = asked.status_date and budget_lines.measure = 'commitment' and (budget_lines.project_id, budget_lines.measure, budget_lines.period_kind) in (select (project_id, measure, period_kind) from budget_totals)
with ordered as (
    select *
    from budget_totals
    where measure = 'commitment'
)

select
    known_projects.status_date,
    known_projects.project_id,
    ordered.currency,
    if(coalesce(ordered.is_mixed, false), null, ordered.whole_amount) as value,
    case
        when ordered.whole_amount is null then 'not_assessable'
        when ordered.is_mixed then 'mixed_currency'
    end as reason
from known_projects
left join ordered using (status_date, project_id)
