-- title: Re-baselines
-- question: How often did the promise move?
-- grain: project
-- measure: count | count | sum
-- measure: days | days | sum
-- better: lower
-- dates: all so far
-- definition: How often the baseline of a project's finish was set anew between two reports in the twelve months up to the status date, and the days by which that moved the promise in all. Re-baselining resets neither the first promise nor the history of slips.
-- source: GAO-16-89G, schedule assessment guide
-- input: projects.baseline_finish_date where projects.status_date <= asked.status_date and projects.status_date > asked.status_date - interval 1 year
with steps as (
    select
        projects.status_date,
        projects.project_id,
        projects.baseline_finish_date,
        projects.baseline_finish_date
        - lag(projects.baseline_finish_date ignore nulls) over reports as step_days,
        count(projects.baseline_finish_date) over reports as points
    from projects
    inner join asked on projects.status_date = asked.status_date
    window reports as (partition by projects.project_id order by projects.status_date)
),

so_far as (
    select
        *,
        count(*) filter (where step_days <> 0) over last_year as changes,
        coalesce(sum(step_days) over last_year, 0) as added_days
    from steps
    window last_year as (
        partition by project_id
        order by status_date
        range between interval 364 days preceding and current row
    )
),

measures as (select unnest(['count', 'days']) as measure)

select
    so_far.status_date,
    so_far.project_id,
    measures.measure,
    case
        when so_far.points < 2 then null
        when measures.measure = 'count' then so_far.changes
        else so_far.added_days
    end as value,
    if(so_far.points < 2, 'too_few', null) as reason
from so_far
cross join measures
