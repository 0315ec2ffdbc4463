-- title: Schedule quality
-- question: Can the plan be trusted?
-- grain: project
-- unit: part
-- roll-up: ratio
-- better: higher
-- definition: Schedule checks passed, of those that the files allow to assess; both numbers are shown, since a plan that states little is assessed on little. It calls for a talk about the plan and is no pass mark, so it has no colour.
-- source: DCMA-EA PAM 200.1; GAO-16-89G
with counted as (
    select
        status_date,
        project_id,
        count(*) filter (where category = 'passed') as passed,
        count(*) filter (where category <> 'not assessable') as assessed
    from schedule_checks
    group by status_date, project_id
),

planned as (
    select
        projects.status_date,
        projects.project_id
    from projects
    inner join asked on projects.status_date = asked.status_date
    union
    select
        status_date,
        project_id
    from counted
)

select
    planned.status_date,
    planned.project_id,
    if(counted.assessed > 0, counted.passed, null) as numerator,
    if(counted.assessed > 0, counted.assessed, null) as denominator,
    counted.passed / nullif(counted.assessed, 0) as value,
    case
        when counted.project_id is null then 'no_schedule'
        when counted.assessed = 0 then 'not_assessable'
    end as reason
from planned
left join counted
    on
        planned.status_date = counted.status_date
        and planned.project_id = counted.project_id
