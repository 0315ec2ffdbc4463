-- title: Long tasks
-- question: Which tasks are too long to be followed?
-- grain: task
-- unit: share
-- roll-up: ratio
-- better: lower
-- definition: Share of the open tasks whose baseline lasts more than 44 working days, first and last day included. Milestones and level of effort are left out, and tasks without a baseline.
-- source: DCMA 14-point assessment; DCMA-EA PAM 200.1
-- input: tasks.baseline_start_date where tasks.status_date = asked.status_date and tasks.actual_finish_date is null and coalesce(tasks.task_kind, 'task') in ('task', 'milestone')
-- input: tasks.baseline_finish_date where tasks.status_date = asked.status_date and tasks.actual_finish_date is null and coalesce(tasks.task_kind, 'task') in ('task', 'milestone')

with lengths as (
    select
        detail_tasks.status_date,
        detail_tasks.project_id,
        detail_tasks.task_id,
        detail_tasks.task_name,
        last_day.working_index - first_day.working_index + 1 as day_count,
        numbers_then.value['long_task_days'] as most_days
    from detail_tasks
    inner join numbers_then on detail_tasks.status_date = numbers_then.status_date
    left join working_days as first_day
        on detail_tasks.baseline_start_date = first_day.day_date
    left join working_days as last_day
        on detail_tasks.baseline_finish_date = last_day.day_date
    where detail_tasks.is_open and detail_tasks.task_kind = 'task'
)

select
    status_date,
    project_id,
    task_id,
    task_name as unit_name,
    cast(day_count > most_days as integer) as numerator,
    if(day_count is null, null, 1) as denominator,
    cast(day_count > most_days as integer) as value,
    if(day_count is null, 'no_baseline', null) as reason,
    if(day_count > most_days, format('{} working days', day_count), null) as detail
from lengths
