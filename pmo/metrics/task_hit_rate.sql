-- title: Hit task percentage
-- question: How much of the work due was finished in time?
-- grain: project
-- unit: share
-- roll-up: ratio
-- better: higher
-- definition: Of the tasks whose current baseline finish lies since the previous status date, the share finished on or before that date. Summaries and level of effort are not counted.
-- source: PASEG, hit task percentage
-- input: tasks.baseline_finish_date where tasks.status_date = asked.status_date and tasks.baseline_finish_date > asked.previous_date and tasks.baseline_finish_date <= asked.status_date
-- input: tasks.actual_finish_date where tasks.status_date = asked.status_date and tasks.baseline_finish_date > asked.previous_date and tasks.baseline_finish_date <= asked.status_date
with counted as (
    select
        detail_tasks.status_date,
        detail_tasks.project_id,
        any_value(asked.previous_date) is not null as has_previous,
        count(*) filter (
            where
            detail_tasks.baseline_finish_date > asked.previous_date
            and detail_tasks.baseline_finish_date <= asked.status_date
        ) as due,
        count(*) filter (
            where
            detail_tasks.baseline_finish_date > asked.previous_date
            and detail_tasks.baseline_finish_date <= asked.status_date
            and detail_tasks.actual_finish_date <= detail_tasks.baseline_finish_date
        ) as met
    from detail_tasks
    inner join asked on detail_tasks.status_date = asked.status_date
    group by detail_tasks.status_date, detail_tasks.project_id
)

select
    status_date,
    project_id,
    if(has_previous, met, null) as numerator,
    if(has_previous, due, null) as denominator,
    if(has_previous, met / nullif(due, 0), null) as value,
    case
        when not has_previous then 'no_previous'
        when due = 0 then 'zero_denominator'
    end as reason
from counted
