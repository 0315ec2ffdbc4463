-- title: Earned schedule
-- question: How many planned months are done?
-- grain: project
-- unit: periods
-- roll-up: none
-- better: higher
-- definition: The time at which the plan expected to have earned what is earned now, in calendar months from the start of the plan; a month that the baseline starts or ends in counts by days. A stretch without planned value counts as passed. All value earned is the planned duration; so is more value than was planned, from which no pace or forecast is drawn.
-- source: Lipke, Schedule is different, 2003
-- input: budget_lines.amount where budget_lines.status_date = asked.status_date and budget_lines.measure = 'planned value' and budget_lines.period_kind = 'month'
-- input: budget_lines.amount where budget_lines.status_date = asked.status_date and budget_lines.measure = 'earned value' and coalesce(budget_lines.period_start_date, asked.status_date) <= asked.status_date
with planned as (
    select
        budget_lines.status_date,
        budget_lines.project_id,
        cast(date_trunc('month', budget_lines.period_start_date) as date) as month_date,
        cast(sum(budget_lines.amount) as bigint) as amount
    from budget_lines
    inner join asked on budget_lines.status_date = asked.status_date
    where budget_lines.measure = 'planned value' and budget_lines.period_kind = 'month'
    group by budget_lines.status_date, budget_lines.project_id, month_date
),

bounds as (
    select
        planned.status_date,
        planned.project_id,
        min(planned.month_date) as first_month,
        max(planned.month_date) filter (where planned.amount <> 0) as last_month,
        bool_or(planned.amount < 0) as has_negative_month
    from planned
    group by planned.status_date, planned.project_id
),

placed as (
    select
        planned.*,
        sum(planned.amount) over (
            partition by planned.status_date, planned.project_id order by planned.month_date
        ) - planned.amount as amount_before,
        datediff('month', date '1970-01-01', planned.month_date) as month_number,
        day(last_day(planned.month_date)) as days_of_month,
        month_number + if(
            planned.month_date = bounds.first_month
            and date_trunc('month', projects.baseline_start_date) = planned.month_date,
            (day(projects.baseline_start_date) - 1) / days_of_month,
            0
        ) as begins_at,
        month_number + if(
            planned.month_date = bounds.last_month
            and date_trunc('month', projects.baseline_finish_date) = planned.month_date,
            day(projects.baseline_finish_date) / days_of_month,
            1
        ) as ends_at
    from planned
    inner join bounds
        on planned.status_date = bounds.status_date and planned.project_id = bounds.project_id
    left join projects
        on planned.status_date = projects.status_date and planned.project_id = projects.project_id
),

measured as (
    select
        placed.status_date,
        placed.project_id,
        min(placed.begins_at) as begins_at,
        max(placed.ends_at) filter (where placed.amount <> 0) - min(placed.begins_at)
            as planned_periods,
        max(
            placed.begins_at
            + (earned.earned_amount - placed.amount_before)
            / nullif(placed.amount, 0)
            * (placed.ends_at - placed.begins_at)
        ) filter (
            where
            earned.earned_amount >= placed.amount_before
            and earned.earned_amount < placed.amount_before + placed.amount
        ) - min(placed.begins_at) as earned_periods
    from placed
    inner join schedule_performance_index as earned
        on placed.status_date = earned.status_date and placed.project_id = earned.project_id
    group by placed.status_date, placed.project_id
),

clocked as (
    select
        earned.status_date,
        earned.project_id,
        earned.earned_amount,
        earned.budget_amount,
        earned.is_mixed,
        earned.is_complete,
        bounds.has_negative_month,
        projects.project_name,
        measured.planned_periods,
        if(
            earned.earned_amount >= earned.budget_amount,
            measured.planned_periods,
            measured.earned_periods
        ) as earned_periods,
        least(earned.status_date, projects.actual_finish_date) as until_date,
        datediff('month', date '1970-01-01', until_date)
        + day(until_date) / day(last_day(until_date))
        - measured.begins_at as elapsed_periods
    from schedule_performance_index as earned
    left join measured
        on earned.status_date = measured.status_date and earned.project_id = measured.project_id
    left join bounds
        on earned.status_date = bounds.status_date and earned.project_id = bounds.project_id
    left join projects
        on earned.status_date = projects.status_date and earned.project_id = projects.project_id
)

select
    status_date,
    project_id,
    project_name as unit_name,
    planned_periods,
    elapsed_periods,
    is_complete,
    coalesce(earned_amount > budget_amount, false) as exceeds_plan,
    case
        when planned_periods is null then 'no_phasing'
        when earned_amount is null then 'no_progress'
        when is_mixed then 'mixed_currency'
        when has_negative_month or earned_amount < 0 then 'bad_data'
    end as reason,
    if(reason is null, earned_periods, null) as value
from clocked
