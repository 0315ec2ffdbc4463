-- title: Findings of the schedule checks
-- question: Which tasks make a plan hard to trust?
-- grain: task
-- unit: count
-- roll-up: none
-- better: lower
-- definition: Every task that a schedule check finds, once for each check, with what is wrong in words. A link is found at the task that waits.
-- source: DCMA 14-point assessment
select
    task_checks.status_date,
    task_checks.project_id,
    task_checks.task_id,
    task_checks.measure,
    task_checks.unit_name,
    task_checks.detail,
    detail_tasks.task_code,
    detail_tasks.start_date,
    detail_tasks.finish_date,
    detail_tasks.baseline_finish_date,
    task_checks.numerator as value
from task_checks
inner join detail_tasks
    on
        task_checks.status_date = detail_tasks.status_date
        and task_checks.project_id = detail_tasks.project_id
        and task_checks.task_id = detail_tasks.task_id
where task_checks.numerator > 0
