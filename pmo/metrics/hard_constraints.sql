-- title: Hard constraints
-- question: Which dates are held by decree instead of logic?
-- grain: task
-- unit: share
-- roll-up: ratio
-- better: lower
-- definition: Share of the open tasks that must start or finish on a date, or no later than a date: such dates do not move when the work before them is late. Only plans that state constraints are assessed.
-- source: DCMA 14-point assessment; DCMA-EA PAM 200.1
-- input: tasks.constraint_kind where tasks.status_date = asked.status_date and tasks.actual_finish_date is null and coalesce(tasks.task_kind, 'task') in ('task', 'milestone')

select
    status_date,
    project_id,
    task_id,
    task_name as unit_name,
    if(states_constraints, cast(is_hard as integer), null) as numerator,
    if(states_constraints, 1, null) as denominator,
    if(states_constraints, cast(is_hard as integer), null) as value,
    if(states_constraints, null, 'not_assessable') as reason,
    if(
        is_hard,
        concat_ws(' ', constraint_kind, strftime(constraint_date, '%-d %b %Y')),
        null
    ) as detail
from (
    select
        *,
        coalesce(
            regexp_replace(lower(trim(constraint_kind)), '[_\s]+', ' ', 'g') in (
                select words.word
                from words
                where
                    words.word_list = 'constraint'
                    and words.meaning in ('must', 'no later than')
            ),
            false
        ) as is_hard
    from detail_tasks
    where is_open
) as constrained
