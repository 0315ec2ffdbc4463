-- title: Baseline execution index (BEI)
-- question: Is the volume of finished work on plan?
-- grain: project
-- unit: ratio
-- roll-up: ratio
-- better: higher
-- definition: Number of tasks finished by the status date divided by the number that the current baseline expected to be finished by then; summaries, level of effort and work without a baseline are not counted. A project without a baselined schedule counts its milestones and says so. Work finished early counts, so it may exceed 1.
-- source: DCMA 14-point assessment; PASEG
-- input: tasks.actual_finish_date where tasks.status_date = asked.status_date and tasks.actual_finish_date <= asked.status_date and tasks.baseline_finish_date is not null and coalesce(tasks.task_kind, 'task') in ('task', 'milestone')
-- input: tasks.baseline_finish_date where tasks.status_date = asked.status_date and tasks.baseline_finish_date <= asked.status_date and coalesce(tasks.task_kind, 'task') in ('task', 'milestone')
-- input: milestones.actual_date where milestones.status_date = asked.status_date and milestones.actual_date <= asked.status_date and milestones.baseline_date is not null
-- input: milestones.baseline_date where milestones.status_date = asked.status_date and milestones.baseline_date <= asked.status_date
with task_counts as (
    select
        detail_tasks.status_date,
        detail_tasks.project_id,
        count(*) filter (
            where detail_tasks.actual_finish_date <= detail_tasks.status_date
        ) as finished,
        count(*) filter (
            where detail_tasks.baseline_finish_date <= detail_tasks.status_date
        ) as expected
    from detail_tasks
    inner join asked on detail_tasks.status_date = asked.status_date
    where detail_tasks.baseline_finish_date is not null
    group by detail_tasks.status_date, detail_tasks.project_id
),

milestone_counts as (
    select
        milestones.status_date,
        milestones.project_id,
        count(*) filter (where milestones.actual_date <= milestones.status_date) as finished,
        count(*) filter (where milestones.baseline_date <= milestones.status_date) as expected
    from milestones
    inner join asked on milestones.status_date = asked.status_date
    where not coalesce(milestones.is_cancelled, false) and milestones.baseline_date is not null
    group by milestones.status_date, milestones.project_id
),

counted as (
    select
        task_counts.*,
        'tasks' as detail
    from task_counts
    union all
    select
        milestone_counts.*,
        'milestones' as detail
    from milestone_counts
    anti join task_counts
        on
            milestone_counts.status_date = task_counts.status_date
            and milestone_counts.project_id = task_counts.project_id
)

select
    status_date,
    project_id,
    detail,
    finished as numerator,
    expected as denominator,
    finished / nullif(expected, 0) as value,
    if(expected = 0, 'zero_denominator', null) as reason
from counted
