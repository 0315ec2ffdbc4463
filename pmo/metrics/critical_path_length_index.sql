-- title: Critical path length index (CPLI)
-- question: Is the remaining path realistic?
-- grain: project
-- unit: ratio
-- roll-up: none
-- better: higher
-- definition: Working days from the status date to the forecast finish of the schedule, plus the working days by which that finish lies before the baseline finish, divided by the former. Below 1 the remaining work must go faster than planned. Only schedules with links between their own tasks have a critical path.
-- source: DCMA 14-point assessment; PASEG
-- input: tasks.finish_date where tasks.status_date = asked.status_date and coalesce(tasks.task_kind, 'task') in ('task', 'milestone')
-- input: tasks.baseline_finish_date where tasks.status_date = asked.status_date and coalesce(tasks.task_kind, 'task') in ('task', 'milestone')
-- input: projects.baseline_finish_date where projects.status_date = asked.status_date
with schedules as (
    select
        tasks.status_date,
        tasks.project_id,
        max(tasks.finish_date) filter (where tasks.actual_finish_date is null) as finish_date,
        max(tasks.baseline_finish_date) as baseline_date,
        bool_and(tasks.actual_finish_date is not null) as is_finished
    from tasks
    inner join asked on tasks.status_date = asked.status_date
    where coalesce(tasks.task_kind, 'task') in ('task', 'milestone')
    group by tasks.status_date, tasks.project_id
),

linked as (
    select distinct
        status_date,
        project_id
    from project_links
),

measured as (
    select
        projects.status_date,
        projects.project_id,
        linked.project_id is not null as has_links,
        coalesce(schedules.is_finished, false) as is_finished,
        coalesce(schedules.finish_date, projects.forecast_finish_date) as finish_date,
        coalesce(projects.baseline_finish_date, schedules.baseline_date) as baseline_finish_date,
        finish.working_index - today.working_index as path_days,
        baseline.working_index - finish.working_index as float_days
    from projects
    inner join asked on projects.status_date = asked.status_date
    left join linked
        on
            projects.status_date = linked.status_date
            and projects.project_id = linked.project_id
    left join schedules
        on
            projects.status_date = schedules.status_date
            and projects.project_id = schedules.project_id
    left join working_days as today on projects.status_date = today.day_date
    left join working_days as finish
        on coalesce(schedules.finish_date, projects.forecast_finish_date) = finish.day_date
    left join working_days as baseline
        on coalesce(projects.baseline_finish_date, schedules.baseline_date) = baseline.day_date
),

judged as (
    select
        *,
        case
            when not has_links then 'no_links'
            when is_finished or path_days = 0 then 'complete'
            when path_days is null then 'no_forecast'
            when float_days is null then 'no_baseline'
            when path_days < 0 then 'bad_data'
        end as reason
    from measured
)

select
    status_date,
    project_id,
    reason,
    finish_date,
    baseline_finish_date,
    path_days as remaining_days,
    float_days,
    if(reason is null, path_days + float_days, null) as numerator,
    if(reason is null, path_days, null) as denominator,
    if(reason is null, (path_days + float_days) / nullif(path_days, 0), null) as value
from judged
