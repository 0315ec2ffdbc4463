-- title: Pending transfers
-- question: What waits for a decision?
-- grain: project
-- measure: incoming | money | sum
-- measure: outgoing | money | sum
-- measure: count | count | sum
-- measure: age | working days | worst
-- better: lower
-- definition: Transfers that were requested by the status date and not decided by then: money that would come in, money that would go out, their number and the age of the oldest. Each is counted once, at the project that would receive, or at the giver where no receiver is named. Pending money is never part of a budget.
-- source: two-sided approval practice
-- input: budget_transfers.amount where budget_transfers.requested_date <= asked.status_date and case budget_transfers.state when 'requested' then true else budget_transfers.decided_date > asked.status_date end
with waiting as (
    select
        asked.status_date,
        budget_transfers.*,
        today.working_index - requested.working_index as age
    from budget_transfers
    inner join asked on budget_transfers.requested_date <= asked.status_date
    left join working_days as today on asked.status_date = today.day_date
    left join working_days as requested on budget_transfers.requested_date = requested.day_date
    where budget_transfers.state = 'requested' or budget_transfers.decided_date > asked.status_date
),

sides as (
    select
        status_date,
        unnest([to_project_id, from_project_id]) as project_id,
        unnest([amount, 0]) as incoming,
        unnest([0, amount]) as outgoing,
        unnest([1, if(to_project_id is null, 1, 0)]) as counted,
        age,
        currency
    from waiting
),

pending as (
    select
        status_date,
        project_id,
        cast(sum(incoming) as bigint) as incoming,
        cast(sum(outgoing) as bigint) as outgoing,
        cast(sum(counted) as bigint) as counted,
        max(age) as age,
        min(currency) as currency,
        count(distinct currency) > 1 as is_mixed
    from sides
    where project_id is not null
    group by status_date, project_id
),

population as (
    select
        status_date,
        project_id
    from known_projects
    union
    select
        status_date,
        project_id
    from pending
),

register as (select count(*) > 0 as is_loaded from budget_transfers),

measures as (select unnest(['incoming', 'outgoing', 'count', 'age']) as measure)

select
    population.status_date,
    population.project_id,
    population.project_id as unit_name,
    measures.measure,
    if(measures.measure in ('incoming', 'outgoing'), pending.currency, null) as currency,
    case
        when not register.is_loaded then null
        when measures.measure = 'count' then coalesce(pending.counted, 0)
        when measures.measure = 'age' then pending.age
        when coalesce(pending.is_mixed, false) then null
        when measures.measure = 'incoming' then coalesce(pending.incoming, 0)
        else coalesce(pending.outgoing, 0)
    end as value,
    case
        when not register.is_loaded then 'not_assessable'
        when pending.is_mixed and measures.measure in ('incoming', 'outgoing')
            then 'mixed_currency'
    end as reason
from population
cross join measures
cross join register
left join pending using (status_date, project_id)
where measures.measure <> 'age' or pending.age is not null
