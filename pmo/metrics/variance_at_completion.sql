-- title: Variance at completion
-- question: Over or under in the end?
-- grain: project
-- measure: amount | money | sum
-- measure: share | share | ratio
-- better: higher
-- words: under / over / on budget
-- definition: Current budget less what the project will have cost: its forecast at completion, but never less than what is spent and ordered already. Positive is under budget. The share is of the current budget.
-- source: ISO 21508; PMI, variance at completion
with expected as (
    select
        status_date,
        project_id,
        current_budget.value as budget,
        current_budget.currency,
        greatest(
            forecast_at_completion.value,
            actual_to_date.value,
            actual_to_date.value + open_commitments.value
        ) as expected_cost,
        case
            when current_budget.reason is not null then current_budget.reason
            when forecast_at_completion.reason is not null then forecast_at_completion.reason
            when
                current_budget.currency <> forecast_at_completion.currency
                or current_budget.currency <> actual_to_date.currency
                or current_budget.currency <> open_commitments.currency
                then 'mixed_currency'
        end as reason
    from current_budget
    inner join forecast_at_completion using (status_date, project_id)
    inner join actual_to_date using (status_date, project_id)
    inner join open_commitments using (status_date, project_id)
),

measures as (select unnest(['amount', 'share']) as measure)

select
    expected.status_date,
    expected.project_id,
    measures.measure,
    expected.currency,
    case
        when expected.reason is not null then null
        when measures.measure = 'amount' then expected.budget - expected.expected_cost
        else (expected.budget - expected.expected_cost) / nullif(expected.budget, 0)
    end as value,
    if(expected.reason is null, expected.budget - expected.expected_cost, null) as numerator,
    if(expected.reason is null, expected.budget, null) as denominator,
    case
        when expected.reason is not null then expected.reason
        when measures.measure = 'share' and expected.budget = 0 then 'zero_denominator'
    end as reason
from expected
cross join measures
