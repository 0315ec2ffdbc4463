-- title: Time to decide a transfer
-- question: How long does a transfer wait for its decision?
-- grain: transfer
-- unit: working days
-- roll-up: worst
-- better: lower
-- definition: Working days from the request of a transfer to its decision, of those decided in the twelve months up to the status date, whatever the decision. A group shows the longest, the median and the 80th percentile. Those that still wait stand apart, with their age.
-- source: house definition
-- input: budget_transfers.requested_date where budget_transfers.decided_date <= asked.status_date and budget_transfers.decided_date > asked.status_date - interval 1 year
-- input: budget_transfers.decided_date where budget_transfers.decided_date <= asked.status_date and budget_transfers.decided_date > asked.status_date - interval 1 year
select
    asked.status_date,
    budget_transfers.transfer_id,
    budget_transfers.transfer_id as unit_name,
    coalesce(budget_transfers.to_project_id, budget_transfers.from_project_id) as project_id,
    case
        when budget_transfers.decided_date < budget_transfers.requested_date then null
        else decided.working_index - requested.working_index
    end as value,
    case
        when budget_transfers.requested_date is null then 'no_dates'
        when budget_transfers.decided_date < budget_transfers.requested_date then 'bad_data'
    end as reason
from budget_transfers
inner join asked
    on
        budget_transfers.decided_date <= asked.status_date
        and budget_transfers.decided_date > asked.status_date - interval 1 year
left join working_days as requested on budget_transfers.requested_date = requested.day_date
left join working_days as decided on budget_transfers.decided_date = decided.day_date
