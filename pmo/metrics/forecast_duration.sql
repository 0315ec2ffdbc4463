-- title: Duration at this pace
-- question: How long will it take if the pace stays as it is?
-- grain: project
-- measure: at_this_pace | periods | worst
-- measure: at_planned_pace | periods | worst
-- measure: over_plan | share | worst
-- better: lower
-- definition: Planned duration divided by SPI(t), in months; beside it the months passed plus the planned months still to earn, as if the rest went as planned; and how far the first is over the planned duration. A complete project shows the time that it took. There is none where more is earned than was planned.
-- source: Lipke, Schedule is different, 2003; Vanhoucke, Measuring time, 2010
-- input: budget_lines.amount where budget_lines.status_date = asked.status_date and budget_lines.measure in ('planned value', 'earned value')
-- input: projects.actual_finish_date where projects.status_date = asked.status_date
with measures as (
    select unnest(['at_this_pace', 'at_planned_pace', 'over_plan']) as measure
),

judged as (
    select
        *,
        if(is_complete, elapsed_periods, planned_periods * elapsed_periods / nullif(value, 0))
            as at_this_pace,
        if(is_complete, elapsed_periods, elapsed_periods + planned_periods - value)
            as at_planned_pace,
        case
            when reason is not null then reason
            when elapsed_periods <= 0 then 'not_started'
            when exceeds_plan then 'bad_data'
            when value = 0 then 'no_progress'
        end as cause
    from earned_schedule
)

select
    judged.status_date,
    judged.project_id,
    judged.unit_name,
    measures.measure,
    not judged.is_complete as is_open,
    judged.cause as reason,
    case
        when judged.cause is not null then null
        when measures.measure = 'at_this_pace' then judged.at_this_pace
        when measures.measure = 'at_planned_pace' then judged.at_planned_pace
        else judged.at_this_pace / nullif(judged.planned_periods, 0) - 1
    end as value
from judged
cross join measures
