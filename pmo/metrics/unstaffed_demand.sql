-- title: Unstaffed work
-- question: Which work has no name?
-- grain: project
-- measure: minutes | minutes | sum
-- measure: share | share | ratio
-- better: lower
-- months: 1 to 3
-- definition: Planned work that names a role and no person, in the three months after the status date, and its share of all planned work of the project. Only the published plan counts.
-- source: house definition
-- input: assignments.planned_minutes where assignments.status_date = asked.status_date and assignments.person_id is null and coalesce(assignments.plan_id, 'published') = 'published' and date_trunc('month', assignments.month_date) between date_trunc('month', asked.status_date) + to_months(1) and date_trunc('month', asked.status_date) + to_months(3)
with measures as (select unnest(['minutes', 'share']) as measure),

demand as (
    select
        assignments.status_date,
        assignments.project_id,
        assignments.role,
        cast(date_trunc('month', assignments.month_date) as date) as month_date,
        cast(sum(assignments.planned_minutes) as bigint) as demand_minutes,
        coalesce(cast(sum(assignments.planned_minutes) filter (
            where assignments.person_id is null
        ) as bigint), 0) as unstaffed_minutes
    from assignments
    inner join asked on assignments.status_date = asked.status_date
    where coalesce(assignments.plan_id, 'published') = 'published'
    group by all
    union all
    select
        projects.status_date,
        projects.project_id,
        null as role,
        cast(date_trunc('month', projects.status_date) + to_months(1) as date) as month_date,
        0 as demand_minutes,
        0 as unstaffed_minutes
    from projects
    inner join asked on projects.status_date = asked.status_date
)

select
    demand.status_date,
    demand.project_id,
    demand.role,
    demand.month_date,
    measures.measure,
    demand.unstaffed_minutes as numerator,
    demand.demand_minutes as denominator,
    if(
        measures.measure = 'minutes',
        if(demand.demand_minutes = 0, null, demand.unstaffed_minutes),
        demand.unstaffed_minutes / nullif(demand.demand_minutes, 0)
    ) as value,
    if(demand.demand_minutes = 0, 'not_applicable', null) as reason
from demand
cross join measures
