-- title: Missing logic
-- question: Which open tasks hang in the air?
-- grain: task
-- unit: share
-- roll-up: ratio
-- better: lower
-- definition: Share of the open tasks that have no predecessor or no successor in their project: a delay of theirs reaches nobody. The task that begins the project and the one that ends it are excused. Links of a summary are not counted as those of its tasks.
-- source: DCMA 14-point assessment; DCMA-EA PAM 200.1
-- input: tasks.task_name where tasks.status_date = asked.status_date and tasks.actual_finish_date is null and coalesce(tasks.task_kind, 'task') in ('task', 'milestone')
-- input: task_links.predecessor_id where task_links.status_date = asked.status_date
-- input: task_links.successor_id where task_links.status_date = asked.status_date

with waiting as (
    select distinct
        status_date,
        project_id,
        successor_id as task_id
    from project_links
),

awaited as (
    select distinct
        status_date,
        project_id,
        predecessor_id as task_id
    from project_links
),

linked as (
    select
        detail_tasks.*,
        waiting.task_id is not null as has_predecessor,
        awaited.task_id is not null as has_successor
    from detail_tasks
    left join waiting
        on
            detail_tasks.status_date = waiting.status_date
            and detail_tasks.project_id = waiting.project_id
            and detail_tasks.task_id = waiting.task_id
    left join awaited
        on
            detail_tasks.status_date = awaited.status_date
            and detail_tasks.project_id = awaited.project_id
            and detail_tasks.task_id = awaited.task_id
),

ends as (
    select
        *,
        row_number() over (
            partition by status_date, project_id
            order by has_predecessor asc, start_date asc nulls last, task_kind asc, task_id asc
        ) = 1 as is_first,
        row_number() over (
            partition by status_date, project_id
            order by has_successor asc, finish_date desc nulls last, task_kind asc, task_id asc
        ) = 1 as is_last
    from linked
),

judged as (
    select
        *,
        concat_ws(
            ', ',
            if(has_predecessor or is_first, null, 'no predecessor'),
            if(has_successor or is_last, null, 'no successor')
        ) as missing
    from ends
    where is_open
)

select
    status_date,
    project_id,
    task_id,
    task_name as unit_name,
    if(has_links, cast(missing <> '' as integer), null) as numerator,
    if(has_links, 1, null) as denominator,
    if(has_links, cast(missing <> '' as integer), null) as value,
    if(has_links, null, 'no_links') as reason,
    nullif(missing, '') as detail
from judged
