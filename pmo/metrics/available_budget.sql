-- title: Available budget
-- question: What can still be ordered?
-- grain: project
-- measure: available | money | sum
-- measure: unspent | money | sum
-- better: higher
-- words: left / overspent / nothing left
-- definition: Available is the current budget less actual cost less open commitments. Unspent, beside it, is the current budget less actual cost and is known without commitments too.
-- source: encumbrance accounting
with parts as (
    select
        status_date,
        project_id,
        current_budget.currency,
        current_budget.value - actual_to_date.value as unspent,
        open_commitments.value as ordered,
        case
            when current_budget.reason is not null then current_budget.reason
            when actual_to_date.reason is not null then actual_to_date.reason
            when current_budget.currency <> actual_to_date.currency then 'mixed_currency'
        end as reason,
        case
            when open_commitments.reason is not null then open_commitments.reason
            when current_budget.currency <> open_commitments.currency then 'mixed_currency'
        end as order_reason
    from current_budget
    inner join actual_to_date using (status_date, project_id)
    inner join open_commitments using (status_date, project_id)
),

measures as (select unnest(['available', 'unspent']) as measure),

judged as (
    select
        parts.*,
        measures.measure,
        if(
            measures.measure = 'unspent', parts.unspent, parts.unspent - parts.ordered
        ) as amount,
        if(
            measures.measure = 'unspent', parts.reason, coalesce(parts.reason, parts.order_reason)
        ) as cause
    from parts
    cross join measures
)

select
    status_date,
    project_id,
    measure,
    currency,
    if(cause is null, amount, null) as value,
    cause as reason
from judged
