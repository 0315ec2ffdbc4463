-- title: Missed tasks
-- question: How much of what was due is late or not done?
-- grain: task
-- unit: share
-- roll-up: ratio
-- better: lower
-- definition: Share of the tasks whose baseline finish has come that are not finished, or were finished after it.
-- source: DCMA 14-point assessment; DCMA-EA PAM 200.1
-- input: tasks.baseline_finish_date where tasks.status_date = asked.status_date and tasks.baseline_finish_date <= asked.status_date and coalesce(tasks.task_kind, 'task') in ('task', 'milestone')
-- input: tasks.actual_finish_date where tasks.status_date = asked.status_date and tasks.baseline_finish_date <= asked.status_date and coalesce(tasks.task_kind, 'task') in ('task', 'milestone')

with due as (
    select
        *,
        case when not is_open then coalesce(actual_finish_date, finish_date) end as done_date
    from detail_tasks
    where baseline_finish_date <= status_date or not states_baseline
),

judged as (
    select
        *,
        is_open or coalesce(done_date > baseline_finish_date, false) as is_missed
    from due
)

select
    status_date,
    project_id,
    task_id,
    task_name as unit_name,
    if(states_baseline, cast(is_missed as integer), null) as numerator,
    if(states_baseline, 1, null) as denominator,
    if(states_baseline, cast(is_missed as integer), null) as value,
    if(states_baseline, null, 'no_baseline') as reason,
    case
        when not states_baseline or not is_missed then null
        when is_open then 'due ' || strftime(baseline_finish_date, '%-d %b %Y') || ', not done'
        else
            'due ' || strftime(baseline_finish_date, '%-d %b %Y')
            || ', done ' || strftime(done_date, '%-d %b %Y')
    end as detail
from judged
