-- order: 10
-- cause: transfers | Transfers | Approved transfers in, less those out, decided between the two dates.
-- cause: changes | Approved changes | Approved changes of the budget that the files state, as far as they grew.
-- cause: without_paper | Changed without a paper | What is left: the budget differs, and neither a transfer nor an approved change says why.
with transferred as (
    select
        net_transfers.project_id,
        sum(
            if(net_transfers.status_date = span.until_date, 1, -1) * net_transfers.value
        ) as amount
    from net_transfers
    inner join comparable
        on
            net_transfers.project_id = comparable.project_id
            and net_transfers.currency is not distinct from comparable.currency
    cross join span
    where net_transfers.measure = 'net'
    group by net_transfers.project_id
),

changed as (
    select
        budget_totals.project_id,
        sum(
            if(budget_totals.status_date = span.until_date, 1, -1) * budget_totals.whole_amount
        ) as amount
    from budget_totals
    inner join comparable
        on
            budget_totals.project_id = comparable.project_id
            and budget_totals.currency is not distinct from comparable.currency
    cross join span
    where budget_totals.measure = 'approved change' and not budget_totals.is_mixed
    group by budget_totals.project_id
),

parts as (
    select
        comparable.project_id,
        coalesce(transferred.amount, 0) as transferred_amount,
        coalesce(changed.amount, 0) as changed_amount,
        comparable.later_amount
        - comparable.earlier_amount
        - transferred_amount
        - changed_amount as rest_amount
    from comparable
    left join transferred using (project_id)
    left join changed using (project_id)
)

select
    project_id,
    unnest(['transfers', 'changes', 'without_paper']) as cause,
    unnest([transferred_amount, changed_amount, rest_amount]) as amount
from parts
