-- title: Variance to date
-- question: How does the cost stand against the plan so far?
-- grain: project
-- measure: amount | money | sum
-- measure: share | share | ratio
-- better: band
-- words: under / over / on plan
-- definition: What was planned to be spent by the status date less what was spent. The plan is the planned value by month, else the approved budget by month, else the original budget by month. Less spent than planned may be money saved or work not done: read it beside the milestones.
-- source: budget against actual, by phased plan
-- input: budget_lines.amount where budget_lines.status_date = asked.status_date and budget_lines.period_kind = 'month' and budget_lines.period_start_date <= asked.status_date and (budget_lines.project_id, budget_lines.measure) in (select (project_id, arg_min(measure, list_position(['planned value', 'approved budget', 'original budget'], measure))) from budget_totals where month_amount is not null and measure in ('planned value', 'approved budget', 'original budget') group by project_id)
-- input: budget_lines.amount where budget_lines.status_date = asked.status_date and budget_lines.measure = 'actual' and coalesce(budget_lines.period_start_date, asked.status_date) <= asked.status_date and (budget_lines.project_id, budget_lines.measure, budget_lines.period_kind) in (select (project_id, measure, period_kind) from budget_totals)
with ranked as (
    select
        *,
        list_position(['planned value', 'approved budget', 'original budget'], measure) as place
    from budget_totals
    where month_amount is not null
),

phased as (
    select *
    from ranked
    where place > 0
    qualify row_number() over (partition by status_date, project_id order by place) = 1
),

compared as (
    select
        status_date,
        project_id,
        coalesce(phased.amount_so_far, 0) as planned,
        phased.measure as plan,
        actual_to_date.value as spent,
        actual_to_date.currency,
        case
            when phased.measure is null then 'no_phasing'
            when actual_to_date.reason is not null then actual_to_date.reason
            when phased.is_mixed or phased.currency <> actual_to_date.currency
                then 'mixed_currency'
        end as reason
    from actual_to_date
    left join phased using (status_date, project_id)
),

measures as (select unnest(['amount', 'share']) as measure)

select
    compared.status_date,
    compared.project_id,
    measures.measure,
    compared.currency,
    case
        when compared.reason is not null then null
        when measures.measure = 'amount' then compared.planned - compared.spent
        else (compared.planned - compared.spent) / nullif(compared.planned, 0)
    end as value,
    if(compared.reason is null, compared.planned - compared.spent, null) as numerator,
    if(compared.reason is null, compared.planned, null) as denominator,
    case
        when compared.reason is not null then compared.reason
        when measures.measure = 'share' and compared.planned = 0 then 'zero_denominator'
    end as reason,
    'against the ' || compared.plan || ' by month' as detail
from compared
cross join measures
