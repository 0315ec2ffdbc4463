-- title: Current budget
-- question: What may it cost today?
-- grain: project
-- unit: money
-- roll-up: sum
-- better: none
-- definition: Approved budget of the whole life as the files state it, or else the sum of its months. Where no approved budget is stated: original budget, plus approved changes, plus approved transfers in, less approved transfers out, decided by the status date; none where these are in several currencies or in an unknown one. Budgets of a single year are no budget at completion.
-- source: ISO 21508, budget at completion
-- input: budget_lines.amount where budget_lines.status_date = asked.status_date and budget_lines.measure = 'approved budget' and (budget_lines.project_id, budget_lines.measure, budget_lines.period_kind) in (select (project_id, measure, period_kind) from budget_totals)
-- input: budget_lines.amount where budget_lines.status_date = asked.status_date and budget_lines.measure in ('original budget', 'approved change') and (budget_lines.project_id, budget_lines.measure, budget_lines.period_kind) in (select (project_id, measure, period_kind) from budget_totals) and budget_lines.project_id not in (select project_id from budget_totals where measure = 'approved budget' and whole_amount is not null)
-- input: budget_transfers.amount where budget_transfers.state = 'approved' and coalesce(budget_transfers.decided_date, budget_transfers.requested_date) <= asked.status_date and not exists (select 1 from budget_totals as b where b.measure = 'approved budget' and b.whole_amount is not null and b.project_id in (budget_transfers.from_project_id, budget_transfers.to_project_id))
with approved as (
    select *
    from budget_totals
    where measure = 'approved budget'
),

original as (
    select *
    from budget_totals
    where measure = 'original budget'
),

changes as (
    select *
    from budget_totals
    where measure = 'approved change'
),

moved as (
    select *
    from net_transfers
    where measure = 'net'
),

stated as (
    select
        known_projects.status_date,
        known_projects.project_id,
        approved.whole_amount as approved_amount,
        original.whole_amount
        + coalesce(changes.whole_amount, 0)
        + coalesce(moved.value, 0) as rebuilt_amount,
        if(approved_amount is null, original.currency, approved.currency) as currency,
        if(
            approved_amount is null,
            original.is_mixed
            or coalesce(changes.is_mixed, false)
            or (changes.whole_amount <> 0 and changes.currency is distinct from original.currency)
            or coalesce(moved.reason = 'mixed_currency', false)
            or (moved.value <> 0 and moved.currency is distinct from original.currency),
            approved.is_mixed
        ) as is_mixed
    from known_projects
    left join approved using (status_date, project_id)
    left join original using (status_date, project_id)
    left join changes using (status_date, project_id)
    left join moved using (status_date, project_id)
)

select
    status_date,
    project_id,
    currency,
    if(coalesce(is_mixed, false), null, coalesce(approved_amount, rebuilt_amount)) as value,
    case
        when coalesce(approved_amount, rebuilt_amount) is null then 'no_budget'
        when is_mixed then 'mixed_currency'
    end as reason,
    case
        when approved_amount is not null then 'approved budget as stated'
        when rebuilt_amount is not null then 'original budget with approved changes and transfers'
    end as detail
from stated
