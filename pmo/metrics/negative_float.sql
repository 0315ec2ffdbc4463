-- title: Negative float
-- question: Which tasks are late already, by the plan itself?
-- grain: task
-- unit: share
-- roll-up: ratio
-- better: lower
-- definition: Share of the open tasks whose total float in the file is negative: by the plan's own logic a date that must be kept is missed. Our own float is counted from the finish alone and is never negative, so only plans that state float are assessed.
-- source: DCMA 14-point assessment; DCMA-EA PAM 200.1
-- input: tasks.total_float_minutes where tasks.status_date = asked.status_date and tasks.actual_finish_date is null and coalesce(tasks.task_kind, 'task') in ('task', 'milestone')

select
    status_date,
    project_id,
    task_id,
    task_name as unit_name,
    cast(total_float_minutes < 0 as integer) as numerator,
    if(total_float_minutes is null, null, 1) as denominator,
    cast(total_float_minutes < 0 as integer) as value,
    if(total_float_minutes is null, 'not_assessable', null) as reason,
    if(
        total_float_minutes < 0,
        format('{:.1f} working days of float', total_float_minutes / 480),
        null
    ) as detail
from detail_tasks
where is_open
