-- title: Tasks without people
-- question: Which work has nobody's name on it?
-- grain: task
-- unit: share
-- roll-up: ratio
-- better: lower
-- definition: Share of the open tasks of a day or more to which nobody is assigned. Only plans that name people are assessed.
-- source: DCMA 14-point assessment; DCMA-EA PAM 200.1
-- input: tasks.assignee where tasks.status_date = asked.status_date and tasks.actual_finish_date is null and coalesce(tasks.task_kind, 'task') in ('task', 'milestone')
-- input: tasks.task_name where tasks.status_date = asked.status_date and tasks.actual_finish_date is null and coalesce(tasks.task_kind, 'task') in ('task', 'milestone')

select
    status_date,
    project_id,
    task_id,
    task_name as unit_name,
    if(states_people, cast(assignee is null as integer), null) as numerator,
    if(states_people, 1, null) as denominator,
    if(states_people, cast(assignee is null as integer), null) as value,
    if(states_people, null, 'not_assessable') as reason,
    if(states_people and assignee is null, 'nobody assigned', null) as detail
from detail_tasks
where
    is_open
    and task_kind = 'task'
    and coalesce(duration_minutes, planned_minutes, 480 * (finish_date - start_date + 1)) >= 480
