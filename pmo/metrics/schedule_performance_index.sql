-- title: Schedule performance index (SPI)
-- question: Is the value earned as planned?
-- grain: project
-- unit: ratio
-- roll-up: ratio
-- better: higher
-- definition: Earned value to date divided by planned value to date. Earned value is what the files state, or else the budget at completion times the physical progress; the budget at completion is the planned value of all months. Of a complete project it drifts to 1 and says nothing, so it is not shown.
-- source: PMI Standard for Earned Value Management; ISO 21508
-- input: budget_lines.amount where budget_lines.status_date = asked.status_date and budget_lines.measure in ('planned value', 'earned value') and budget_lines.period_start_date <= asked.status_date
-- input: projects.percent_complete_share where projects.status_date = asked.status_date and projects.percent_is_physical
with stated as (
    select
        known_projects.status_date,
        known_projects.project_id,
        planned.currency,
        planned.month_amount as budget_amount,
        if(planned.month_amount is null, null, coalesce(planned.amount_so_far, 0))
            as planned_amount,
        coalesce(
            earned.life_amount,
            earned.amount_so_far,
            if(earned.month_amount is null, null, 0),
            if(projects.percent_is_physical, projects.percent_complete_share, null)
            * planned.month_amount
        ) as earned_amount,
        coalesce(planned.is_mixed, false)
        or coalesce(earned.is_mixed, false)
        or coalesce(earned.currency <> planned.currency, false) as is_mixed,
        coalesce(active_projects.category = 'complete', false)
        or coalesce(projects.actual_finish_date <= projects.status_date, false) as is_complete
    from known_projects
    left join projects
        on
            known_projects.status_date = projects.status_date
            and known_projects.project_id = projects.project_id
    left join active_projects
        on
            known_projects.status_date = active_projects.status_date
            and known_projects.project_id = active_projects.project_id
    left join budget_totals as planned
        on
            known_projects.status_date = planned.status_date
            and known_projects.project_id = planned.project_id
            and planned.measure = 'planned value'
    left join budget_totals as earned
        on
            known_projects.status_date = earned.status_date
            and known_projects.project_id = earned.project_id
            and earned.measure = 'earned value'
),

judged as (
    select
        *,
        case
            when is_complete then 'complete'
            when planned_amount is null then 'no_phasing'
            when earned_amount is null then 'no_progress'
            when is_mixed then 'mixed_currency'
            when earned_amount < 0 or earned_amount > budget_amount then 'bad_data'
            when planned_amount = 0 then 'no_plan'
        end as reason
    from stated
)

select
    *,
    if(reason is null, earned_amount, null) as numerator,
    if(reason is null, planned_amount, null) as denominator,
    if(reason is null, earned_amount / nullif(planned_amount, 0), null) as value
from judged
