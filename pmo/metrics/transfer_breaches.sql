-- title: Transfers outside policy
-- question: Which transfers were approved against the rules?
-- grain: transfer
-- measure: all | count | sum
-- measure: one_sided | count | sum
-- measure: own_request | count | sum
-- better: lower
-- definition: Approved transfers, decided by the status date, that break a rule: nobody approved on the side of one of the two projects, or who asked for it approved it. A transfer that breaks two rules counts once among all.
-- source: two-sided approval practice; house rules
-- input: budget_transfers.amount where budget_transfers.state = 'approved' and coalesce(budget_transfers.decided_date, budget_transfers.requested_date) <= asked.status_date
-- input: budget_transfers.from_approver where budget_transfers.state = 'approved' and coalesce(budget_transfers.decided_date, budget_transfers.requested_date) <= asked.status_date
-- input: budget_transfers.to_approver where budget_transfers.state = 'approved' and coalesce(budget_transfers.decided_date, budget_transfers.requested_date) <= asked.status_date
-- input: budget_transfers.requested_by where budget_transfers.state = 'approved' and coalesce(budget_transfers.decided_date, budget_transfers.requested_date) <= asked.status_date
with decided as (
    select
        asked.status_date,
        budget_transfers.*,
        nullif(lower(trim(budget_transfers.from_approver)), '') as giver_side,
        nullif(lower(trim(budget_transfers.to_approver)), '') as taker_side,
        nullif(lower(trim(budget_transfers.requested_by)), '') as asked_by
    from budget_transfers
    inner join asked
        on
            coalesce(budget_transfers.decided_date, budget_transfers.requested_date)
            <= asked.status_date
    where budget_transfers.state = 'approved'
),

states as (
    -- A register without any approver says nothing about approvals.
    select
        count(from_approver) + count(to_approver) > 0 as has_approvers,
        count(requested_by) > 0 as has_requesters
    from budget_transfers
),

judged as (
    select
        decided.*,
        states.has_approvers,
        states.has_requesters,
        (decided.from_project_id is not null and decided.giver_side is null)
        or (decided.to_project_id is not null and decided.taker_side is null) as is_one_sided,
        coalesce(
            decided.asked_by in (decided.giver_side, decided.taker_side), false
        ) as is_own_request
    from decided
    cross join states
),

measures as (select unnest(['all', 'one_sided', 'own_request']) as measure)

select
    judged.status_date,
    judged.transfer_id,
    judged.transfer_id as unit_name,
    coalesce(judged.to_project_id, judged.from_project_id) as project_id,
    judged.from_project_id,
    judged.to_project_id,
    measures.measure,
    case
        when not judged.has_approvers then null
        when measures.measure = 'own_request' and not judged.has_requesters then null
        when measures.measure = 'one_sided' then cast(judged.is_one_sided as integer)
        when measures.measure = 'own_request' then cast(judged.is_own_request as integer)
        else cast(judged.is_one_sided or judged.is_own_request as integer)
    end as value,
    case
        when not judged.has_approvers then 'not_assessable'
        when measures.measure = 'own_request' and not judged.has_requesters then 'not_assessable'
    end as reason,
    concat_ws(
        '; ',
        if(judged.is_one_sided, 'approved on one side only', null),
        if(judged.is_own_request, 'approved by who asked for it', null)
    ) as detail
from judged
cross join measures
