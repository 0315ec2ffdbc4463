-- title: People health
-- question: Has the work of the next months a name, and do these people have the time?
-- grain: project
-- unit: colour
-- roll-up: recount
-- better: higher
-- categories: green, amber, red, grey
-- definition: Judged by the planned work of the next three months that is given to a role and to nobody, and by the people on it. Green up to 5 % of the project's planned work, amber up to 15 %, red beyond. Amber too where somebody on the project is planned above 110 % of their capacity in two months running. Grey where no work is planned by month.
-- source: house rules
with unnamed as (
    select
        unstaffed_demand.status_date,
        unstaffed_demand.project_id,
        sum(unstaffed_demand.numerator) as unnamed_minutes,
        nullif(sum(unstaffed_demand.denominator), 0) as all_minutes,
        string_agg(distinct unstaffed_demand.role, ', ' order by unstaffed_demand.role asc) filter (
            where unstaffed_demand.numerator > 0
        ) as role_names
    from unstaffed_demand
    where
        unstaffed_demand.measure = 'share'
        and unstaffed_demand.month_date > unstaffed_demand.status_date
        and unstaffed_demand.month_date
        <= unstaffed_demand.status_date + interval 3 month
    group by unstaffed_demand.status_date, unstaffed_demand.project_id
),

strained as (
    select distinct
        over_allocation.status_date,
        over_allocation.person_id
    from over_allocation
    where
        over_allocation.measure = 'sustained'
        and over_allocation.value > 0
        and over_allocation.month_date <= over_allocation.status_date + interval 3 month
),

overbooked as (
    select
        assignments.status_date,
        assignments.project_id,
        count(distinct assignments.person_id) as people
    from assignments
    inner join strained
        on
            assignments.status_date = strained.status_date
            and assignments.person_id = strained.person_id
    where
        coalesce(assignments.plan_id, 'published') = 'published'
        and assignments.planned_minutes > 0
        and assignments.month_date > assignments.status_date
        and assignments.month_date <= assignments.status_date + interval 3 month
    group by assignments.status_date, assignments.project_id
),

measured as (
    select
        active_projects.status_date,
        active_projects.project_id,
        unnamed.unnamed_minutes / unnamed.all_minutes as unnamed_share,
        unnamed.role_names,
        overbooked.people as overbooked_people,
        numbers_then.value as rules,
        case
            when unnamed_share is null then 'grey'
            when unnamed_share > rules['people_red_share'] then 'red'
            when unnamed_share > rules['people_green_share'] or overbooked_people > 0 then 'amber'
            else 'green'
        end as colour
    from active_projects
    inner join numbers_then using (status_date)
    left join unnamed using (status_date, project_id)
    left join overbooked using (status_date, project_id)
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
    concat_ws(
        '; ',
        case
            when unnamed_share is null then 'no work planned by month'
            when unnamed_share = 0 then 'all work of the next 3 months has a name'
            else format(
                '{:.0f} % of the work of the next 3 months has no name: {} (green up to {:.0f} %,'
                || ' red beyond {:.0f} %)',
                100 * unnamed_share,
                role_names,
                100 * rules['people_green_share'],
                100 * rules['people_red_share']
            )
        end,
        format(
            '{} planned above {:.0f} % of capacity in two months running',
            if(overbooked_people = 1, '1 person is', overbooked_people || ' people are'),
            100 * rules['over_allocation_share']
        )
    ) as detail
from measured
