-- title: Findings of the schedule checks
-- question: Which tasks make a plan hard to trust?
-- grain: task
-- unit: count
-- roll-up: none
-- better: lower
-- definition: Every task that a schedule check finds, once for each check, with what is wrong in words. A link is found at the task that waits.
-- source: DCMA 14-point assessment
with found as (
    select
        'missing_logic' as measure,
        missing_logic.*
    from missing_logic
    union all by name
    select
        'leads' as measure,
        leads.*
    from leads
    union all by name
    select
        'lags' as measure,
        lags.*
    from lags
    union all by name
    select
        'other_links' as measure,
        other_links.*
    from other_links
    union all by name
    select
        'hard_constraints' as measure,
        hard_constraints.*
    from hard_constraints
    union all by name
    select
        'high_float' as measure,
        high_float.*
    from high_float
    union all by name
    select
        'negative_float' as measure,
        negative_float.*
    from negative_float
    union all by name
    select
        'long_tasks' as measure,
        long_tasks.*
    from long_tasks
    union all by name
    select
        'invalid_dates' as measure,
        invalid_dates.*
    from invalid_dates
    union all by name
    select
        'unassigned_tasks' as measure,
        unassigned_tasks.*
    from unassigned_tasks
    union all by name
    select
        'missed_tasks' as measure,
        missed_tasks.*
    from missed_tasks
)

select
    found.status_date,
    found.project_id,
    found.task_id,
    found.measure,
    found.unit_name,
    found.detail,
    detail_tasks.task_code,
    detail_tasks.start_date,
    detail_tasks.finish_date,
    detail_tasks.baseline_finish_date,
    found.numerator as value
from found
inner join detail_tasks
    on
        found.status_date = detail_tasks.status_date
        and found.project_id = detail_tasks.project_id
        and found.task_id = detail_tasks.task_id
where found.numerator > 0
