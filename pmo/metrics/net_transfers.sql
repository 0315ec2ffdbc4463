-- title: Transfers
-- question: Who gave, who received?
-- grain: project
-- measure: net | money | sum
-- measure: in | money | sum | plain
-- measure: out | money | sum | plain
-- better: none
-- words: received / given / none
-- definition: Approved transfers into the project less those out of it, decided by the status date. An approval without a date of its own counts from the day of the request. Rejected, cancelled and waiting requests never count. Amounts in several currencies, or partly in an unknown one, are not added. Over all projects the net is 0, unless one side of a transfer is missing.
-- source: two-sided approval practice
-- input: budget_transfers.amount where budget_transfers.state = 'approved' and coalesce(budget_transfers.decided_date, budget_transfers.requested_date) <= asked.status_date
with sides as (
    select
        unnest([to_project_id, from_project_id]) as project_id,
        unnest([amount, 0]) as amount_in,
        unnest([0, amount]) as amount_out,
        coalesce(decided_date, requested_date) as decided_date,
        currency
    from budget_transfers
    where state = 'approved'
),

moved as (
    select
        asked.status_date,
        sides.project_id,
        cast(sum(sides.amount_in) as bigint) as amount_in,
        cast(sum(sides.amount_out) as bigint) as amount_out,
        min(sides.currency) as currency,
        count(distinct coalesce(sides.currency, '')) > 1 as is_mixed
    from sides
    inner join asked on sides.decided_date <= asked.status_date
    where sides.project_id is not null
    group by asked.status_date, sides.project_id
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
    from moved
),

register as (select count(*) > 0 as is_loaded from budget_transfers),

measures as (select unnest(['net', 'in', 'out']) as measure)

select
    population.status_date,
    population.project_id,
    measures.measure,
    moved.currency,
    case
        when not register.is_loaded or coalesce(moved.is_mixed, false) then null
        when measures.measure = 'in' then coalesce(moved.amount_in, 0)
        when measures.measure = 'out' then coalesce(moved.amount_out, 0)
        else coalesce(moved.amount_in - moved.amount_out, 0)
    end as value,
    case
        when not register.is_loaded then 'not_assessable'
        when moved.is_mixed then 'mixed_currency'
    end as reason
from population
cross join measures
cross join register
left join moved using (status_date, project_id)
