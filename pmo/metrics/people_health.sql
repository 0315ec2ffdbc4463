-- title: People health
-- question: Has the work of the next months a name?
-- grain: project
-- unit: colour
-- roll-up: recount
-- better: higher
-- categories: green, amber, red, grey
-- definition: Judged by the planned work of the next three months that is given to a role and to nobody. Green up to 5 % of the project's planned work, amber up to 15 %, red beyond. Grey where no work is planned by month.
-- source: house rules
-- input: assignments.planned_minutes where assignments.status_date = asked.status_date and assignments.plan_id = 'published' and assignments.month_date > asked.status_date and assignments.month_date <= asked.status_date + interval 3 month
with planned as (
    select
        assignments.status_date,
        assignments.project_id,
        sum(assignments.planned_minutes) as minutes,
        coalesce(
            sum(assignments.planned_minutes) filter (where assignments.person_id is null), 0
        ) as minutes_without_name,
        string_agg(distinct assignments.role, ', ' order by assignments.role) filter (
            where assignments.person_id is null
        ) as role_names
    from assignments
    inner join asked on assignments.status_date = asked.status_date
    where
        assignments.plan_id = 'published'
        and assignments.month_date > asked.status_date
        and assignments.month_date <= asked.status_date + interval 3 month
    group by assignments.status_date, assignments.project_id
),

measured as (
    select
        active_projects.status_date,
        active_projects.project_id,
        planned.minutes_without_name / nullif(planned.minutes, 0) as unnamed_share,
        planned.role_names,
        numbers_then.value as rules,
        case
            when unnamed_share is null then 'grey'
            when unnamed_share > rules['people_red_share'] then 'red'
            when unnamed_share > rules['people_green_share'] then 'amber'
            else 'green'
        end as colour
    from active_projects
    inner join numbers_then using (status_date)
    left join planned using (status_date, project_id)
    where active_projects.category = 'active'
)

select
    status_date,
    project_id,
    null as value,
    if(colour = 'grey', null, colour) as word,
    colour as category,
    colour,
    if(colour = 'grey', 'not_assessable', null) as reason,
    case
        when unnamed_share is null then 'no work planned by month'
        when unnamed_share = 0 then 'all work of the next 3 months has a name'
        else format(
            '{:.0f} % of the work of the next 3 months has no name{} (green up to {:.0f} %, red'
            || ' beyond {:.0f} %)',
            100 * unnamed_share,
            coalesce(': ' || role_names, ''),
            100 * rules['people_green_share'],
            100 * rules['people_red_share']
        )
    end as detail
from measured
