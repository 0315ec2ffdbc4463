-- title: High float
-- question: Which tasks could wait suspiciously long?
-- grain: task
-- unit: share
-- roll-up: ratio
-- better: lower
-- definition: Share of the open tasks whose total float exceeds 44 working days: mostly a sign of missing successors. The float is the file's; where the file states none, our own from links and durations.
-- source: DCMA 14-point assessment; DCMA-EA PAM 200.1
-- input: tasks.total_float_minutes where tasks.status_date = asked.status_date and tasks.actual_finish_date is null and coalesce(tasks.task_kind, 'task') in ('task', 'milestone')

with floats as (
    select
        detail_tasks.status_date,
        detail_tasks.project_id,
        detail_tasks.task_id,
        detail_tasks.task_name,
        critical_path.reason,
        coalesce(detail_tasks.total_float_minutes / 480, critical_path.float_days) as float_days,
        numbers_then.value['high_float_days'] as most_days
    from detail_tasks
    inner join numbers_then on detail_tasks.status_date = numbers_then.status_date
    left join critical_path
        on
            detail_tasks.status_date = critical_path.status_date
            and detail_tasks.project_id = critical_path.project_id
            and detail_tasks.task_id = critical_path.task_id
    where detail_tasks.is_open
)

select
    status_date,
    project_id,
    task_id,
    task_name as unit_name,
    cast(float_days > most_days as integer) as numerator,
    if(float_days is null, null, 1) as denominator,
    cast(float_days > most_days as integer) as value,
    if(float_days is null, coalesce(reason, 'not_assessable'), null) as reason,
    if(float_days > most_days, format('{:.0f} working days of float', float_days), null) as detail
from floats
