-- title: Invalid dates
-- question: Which dates cannot be true?
-- grain: task
-- unit: share
-- roll-up: ratio
-- better: lower
-- definition: Share of the tasks with a date that the status date contradicts: expected to finish, or to start, before it and not done or begun, or finished or begun after it. A start in the past counts only where the plan says which tasks have begun.
-- source: DCMA 14-point assessment; DCMA-EA PAM 200.1
-- input: tasks.start_date where tasks.status_date = asked.status_date and coalesce(tasks.task_kind, 'task') in ('task', 'milestone')
-- input: tasks.finish_date where tasks.status_date = asked.status_date and coalesce(tasks.task_kind, 'task') in ('task', 'milestone')
-- input: tasks.actual_start_date where tasks.status_date = asked.status_date and tasks.actual_start_date > asked.status_date
-- input: tasks.actual_finish_date where tasks.status_date = asked.status_date and tasks.actual_finish_date > asked.status_date

with judged as (
    select
        *,
        concat_ws(
            ', ',
            if(
                is_open and finish_date < status_date,
                'finish ' || strftime(finish_date, '%-d %b %Y') || ' is past and it is not done',
                null
            ),
            if(
                is_open and not has_begun and states_progress and start_date < status_date,
                'start ' || strftime(start_date, '%-d %b %Y') || ' is past and it has not begun',
                null
            ),
            if(
                actual_start_date > status_date,
                'began on ' || strftime(actual_start_date, '%-d %b %Y') || ', which is still ahead',
                null
            ),
            if(
                actual_finish_date > status_date,
                'done on ' || strftime(actual_finish_date, '%-d %b %Y') || ', which is still ahead',
                null
            )
        ) as wrong,
        coalesce(start_date, finish_date, actual_start_date, actual_finish_date) is not null
            as is_dated
    from detail_tasks
)

select
    status_date,
    project_id,
    task_id,
    task_name as unit_name,
    if(is_dated, cast(wrong <> '' as integer), null) as numerator,
    if(is_dated, 1, null) as denominator,
    if(is_dated, cast(wrong <> '' as integer), null) as value,
    if(is_dated, null, 'no_dates') as reason,
    nullif(wrong, '') as detail
from judged
