-- title: Fiscal-year outlook
-- question: Will the money of the year hold and be used?
-- grain: project
-- measure: amount | money | sum
-- measure: share | share | ratio
-- better: band
-- words: under / over / on budget
-- definition: Budget of the fiscal year that holds the status date, less what the year will have cost: the year's forecast as stated, or else the actual cost of its months so far plus the forecast of the rest. The budget is the approved budget, else the planned value, else the original budget of the year. Amounts of a year and of its months are never added.
-- source: annual budget control
-- input: budget_lines.amount where budget_lines.status_date = asked.status_date and (budget_lines.project_id, budget_lines.measure) in (select (stated.project_id, arg_min(stated.measure, list_position(['approved budget', 'planned value', 'original budget'], stated.measure))) from budget_lines as stated where stated.status_date = asked.status_date and stated.period_kind in ('month', 'fiscal_year') and stated.measure in ('approved budget', 'planned value', 'original budget') group by stated.project_id) and (budget_lines.period_kind = 'fiscal_year' and budget_lines.period_start_date <= asked.status_date and coalesce(budget_lines.period_end_date, budget_lines.period_start_date + interval 1 year - interval 1 day) >= asked.status_date or budget_lines.period_kind = 'month' and year(budget_lines.period_start_date - to_months((select cast(value as integer) - 1 from numbers where rule = 'fiscal_year_start_month' and asked.status_date >= from_date and asked.status_date < until_date))) = year(asked.status_date - to_months((select cast(value as integer) - 1 from numbers where rule = 'fiscal_year_start_month' and asked.status_date >= from_date and asked.status_date < until_date))))
-- input: budget_lines.amount where budget_lines.status_date = asked.status_date and budget_lines.measure = 'forecast' and (budget_lines.period_kind = 'fiscal_year' and budget_lines.period_start_date <= asked.status_date and coalesce(budget_lines.period_end_date, budget_lines.period_start_date + interval 1 year - interval 1 day) >= asked.status_date or budget_lines.period_kind = 'month' and year(budget_lines.period_start_date - to_months((select cast(value as integer) - 1 from numbers where rule = 'fiscal_year_start_month' and asked.status_date >= from_date and asked.status_date < until_date))) = year(asked.status_date - to_months((select cast(value as integer) - 1 from numbers where rule = 'fiscal_year_start_month' and asked.status_date >= from_date and asked.status_date < until_date))) and budget_lines.period_start_date > asked.status_date)
-- input: budget_lines.amount where budget_lines.status_date = asked.status_date and budget_lines.measure = 'actual' and (budget_lines.period_kind = 'fiscal_year' and budget_lines.period_start_date <= asked.status_date and coalesce(budget_lines.period_end_date, budget_lines.period_start_date + interval 1 year - interval 1 day) >= asked.status_date or budget_lines.period_kind = 'month' and year(budget_lines.period_start_date - to_months((select cast(value as integer) - 1 from numbers where rule = 'fiscal_year_start_month' and asked.status_date >= from_date and asked.status_date < until_date))) = year(asked.status_date - to_months((select cast(value as integer) - 1 from numbers where rule = 'fiscal_year_start_month' and asked.status_date >= from_date and asked.status_date < until_date))) and budget_lines.period_start_date <= asked.status_date) and budget_lines.project_id not in (select stated.project_id from budget_lines as stated where stated.status_date = asked.status_date and stated.measure = 'forecast' and stated.period_kind = 'fiscal_year')
with years as (
    select
        asked.status_date,
        make_date(
            year(asked.status_date) - if(month(asked.status_date) < numbers.value, 1, 0),
            cast(numbers.value as integer),
            1
        ) as first_day,
        cast(first_day + interval 1 year as date) as next_first_day
    from asked
    inner join numbers
        on
            numbers.rule = 'fiscal_year_start_month'
            and asked.status_date >= numbers.from_date
            and asked.status_date < numbers.until_date
),

this_year as (
    select
        budget_lines.*,
        budget_lines.period_start_date > years.status_date as is_ahead
    from budget_lines
    inner join years on budget_lines.status_date = years.status_date
    where
        (
            budget_lines.period_kind = 'month'
            and budget_lines.period_start_date >= years.first_day
            and budget_lines.period_start_date < years.next_first_day
        )
        or (
            budget_lines.period_kind = 'fiscal_year'
            and budget_lines.period_start_date <= years.status_date
            and coalesce(
                budget_lines.period_end_date,
                budget_lines.period_start_date + interval 1 year - interval 1 day
            ) >= years.status_date
        )
),

sums as (
    select
        status_date,
        project_id,
        measure,
        sum(amount) filter (where period_kind = 'fiscal_year') as year_sum,
        sum(amount) filter (where period_kind = 'month') as month_sum,
        sum(amount) filter (where period_kind = 'month' and not is_ahead) as sum_so_far,
        sum(amount) filter (where period_kind = 'month' and is_ahead) as sum_ahead
    from this_year
    group by status_date, project_id, measure
),

stated as (  -- where there are months, but none of this year, the year has nothing: 0
    select
        budget_totals.*,
        sums.year_sum,
        if(budget_totals.month_amount is null, null, 0) as none_of_it,
        cast(coalesce(sums.year_sum, sums.month_sum, none_of_it) as bigint) as whole_year,
        cast(coalesce(sums.year_sum, sums.sum_so_far, none_of_it) as bigint) as year_so_far,
        cast(coalesce(sums.sum_ahead, none_of_it) as bigint) as year_ahead,
        list_position(['approved budget', 'planned value', 'original budget'], measure) as place
    from budget_totals
    left join sums using (status_date, project_id, measure)
),

budget as (
    select *
    from stated
    where place > 0 and whole_year is not null
    qualify row_number() over (partition by status_date, project_id order by place) = 1
),

forecast as (
    select *
    from stated
    where measure = 'forecast'
),

actual as (
    select *
    from stated
    where measure = 'actual'
),

compared as (
    select
        status_date,
        project_id,
        budget.currency,
        budget.whole_year as year_budget,
        coalesce(
            forecast.year_sum,
            actual.year_so_far
            + coalesce(
                forecast.year_ahead,
                if(last_day(status_date) + 1 >= years.next_first_day, 0, null)
            )
        ) as year_cost,
        case
            when budget.measure is null then 'no_phasing'
            when year_cost is null and actual.year_so_far is null and forecast.measure is not null
                then 'no_actuals'
            when year_cost is null then 'no_forecast'
            when
                budget.is_mixed
                or forecast.is_mixed
                or forecast.currency <> budget.currency
                or (forecast.year_sum is null and actual.currency <> budget.currency)
                then 'mixed_currency'
        end as reason
    from known_projects
    inner join years using (status_date)
    left join budget using (status_date, project_id)
    left join forecast using (status_date, project_id)
    left join actual using (status_date, project_id)
),

measures as (select unnest(['amount', 'share']) as measure)

select
    compared.status_date,
    compared.project_id,
    measures.measure,
    compared.currency,
    case
        when compared.reason is not null then null
        when measures.measure = 'amount' then compared.year_budget - compared.year_cost
        else (compared.year_budget - compared.year_cost) / nullif(compared.year_budget, 0)
    end as value,
    if(compared.reason is null, compared.year_budget - compared.year_cost, null) as numerator,
    if(compared.reason is null, compared.year_budget, null) as denominator,
    case
        when compared.reason is not null then compared.reason
        when measures.measure = 'share' and compared.year_budget = 0 then 'zero_denominator'
    end as reason
from compared
cross join measures
