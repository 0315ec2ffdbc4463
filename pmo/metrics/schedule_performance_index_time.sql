-- title: Schedule performance index by time, SPI(t)
-- question: How fast does the plan pass, against the calendar?
-- grain: project
-- unit: ratio
-- roll-up: ratio
-- better: higher
-- definition: Earned schedule divided by the months that have really passed since the plan began, up to the actual finish. Unlike SPI it stays below 1 when a project ends late. A group divides the sum of earned months by the sum of passed months. There is none where more is earned than was planned.
-- source: Lipke, Schedule is different, 2003; Vanhoucke
-- input: projects.baseline_start_date where projects.status_date = asked.status_date
-- input: projects.actual_finish_date where projects.status_date = asked.status_date
-- input: budget_lines.amount where budget_lines.status_date = asked.status_date and budget_lines.measure in ('planned value', 'earned value')
with judged as (
    select
        status_date,
        project_id,
        unit_name,
        value as earned_periods,
        elapsed_periods,
        case
            when reason is not null then reason
            when elapsed_periods <= 0 then 'not_started'
            when exceeds_plan then 'bad_data'
        end as reason
    from earned_schedule
)

select
    status_date,
    project_id,
    unit_name,
    reason,
    if(reason is null, earned_periods, null) as numerator,
    if(reason is null, elapsed_periods, null) as denominator,
    if(reason is null, earned_periods / nullif(elapsed_periods, 0), null) as value
from judged
