-- title: Cost health
-- question: Will the money hold?
-- grain: project
-- unit: colour
-- roll-up: recount
-- better: higher
-- categories: green, amber, red, grey
-- definition: Judged by the cost in the end against the current budget and by the cost performance index where work earned is known. Green up to 2 % over with an index of 0.95 or better. Red beyond 10 % over, with more spent and ordered than the budget, or with an index below 0.90 while 15 to 85 % of the budget is earned. Amber between them, and where more than 10 % less than planned is spent while the finish is late. Grey where budget or forecast is not known and nothing else speaks against it.
-- source: ISO 21508; house rules
with variance as (
    select *
    from variance_at_completion
    where measure = 'share'
),

phasing as (
    select *
    from variance_to_date
    where measure = 'share'
),

slipped as (
    select *
    from finish_slippage
    where measure = 'working_days'
),

measured as (
    select
        active_projects.status_date,
        active_projects.project_id,
        variance.reason,
        -variance.value as overrun,
        cost_performance_index.value as efficiency,
        cost_performance_index.numerator / nullif(current_budget.value, 0) as earned_share,
        coalesce(
            coalesce(available_budget.value, unspent.value) < 0, false
        ) as is_overspent,
        coalesce(
            phasing.value > numbers_then.value['cost_amber_phasing']
            and slipped.value > numbers_then.value['schedule_green_days'],
            false
        ) as is_idle,
        phasing.value as under_plan,
        numbers_then.value as rules
    from active_projects
    inner join numbers_then using (status_date)
    left join variance using (status_date, project_id)
    left join current_budget using (status_date, project_id)
    left join cost_performance_index using (status_date, project_id)
    left join available_budget
        on
            active_projects.status_date = available_budget.status_date
            and active_projects.project_id = available_budget.project_id
            and available_budget.measure = 'available'
    left join available_budget as unspent
        on
            active_projects.status_date = unspent.status_date
            and active_projects.project_id = unspent.project_id
            and unspent.measure = 'unspent'
    left join phasing using (status_date, project_id)
    left join slipped using (status_date, project_id)
    where active_projects.category = 'active'
),

judged as (
    select
        *,
        case
            when
                is_overspent
                or overrun > rules['cost_red_share']
                or (
                    efficiency < rules['cost_red_index']
                    and earned_share between rules['cost_index_from'] and rules['cost_index_to']
                )
                then 'red'
            when
                overrun > rules['cost_green_share']
                or efficiency < rules['cost_green_index']
                or is_idle
                then 'amber'
            when overrun is null then 'grey'
            else 'green'
        end as colour
    from measured
)

select
    status_date,
    project_id,
    null as value,
    if(colour = 'grey', null, colour) as word,
    colour as category,
    colour,
    if(colour = 'grey', reason, null) as reason,
    concat_ws(
        '; ',
        case
            when overrun is null then 'cost in the end or budget not known'
            else format(
                'forecast {:.1f} % {} budget (green up to {:.0f} % over, red beyond {:.0f} %)',
                100 * abs(overrun),
                if(overrun > 0, 'over', 'under'),
                100 * rules['cost_green_share'],
                100 * rules['cost_red_share']
            )
        end,
        if(is_overspent, 'more spent and ordered than the budget', null),
        format(
            'cost performance index {:.2f} (green from {:.2f}, red below {:.2f})',
            efficiency, rules['cost_green_index'], rules['cost_red_index']
        ),
        if(is_idle, format(
            '{:.0f} % less spent than planned while the finish is late', 100 * under_plan
        ), null)
    ) as detail
from judged
