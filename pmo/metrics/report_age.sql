-- title: Report age
-- question: How old is what we know?
-- grain: project
-- unit: days
-- roll-up: worst
-- better: lower
-- dates: all so far
-- definition: Days from the last status date with a line of the project in the register to the status date. A project that was finished or cancelled in its last report is not asked any more; nor is one that nobody has reported for half a year.
-- source: reporting calendar of the organisation
-- input: projects.project_id where projects.status_date <= asked.status_date
with reported as (
    select
        projects.project_id,
        projects.status_date,
        projects.project_name,
        active_projects.category
    from projects
    inner join active_projects using (status_date, project_id)
),

known as (
    select
        project_id,
        min(status_date) as first_date
    from reported
    group by project_id
),

latest as (
    select
        asked.status_date,
        known.project_id,
        last_value(reported.status_date ignore nulls) over so_far as last_date,
        last_value(reported.project_name ignore nulls) over so_far as unit_name,
        last_value(reported.category ignore nulls) over so_far as category
    from known
    inner join asked on known.first_date <= asked.status_date
    left join reported
        on known.project_id = reported.project_id and asked.status_date = reported.status_date
    window so_far as (partition by known.project_id order by asked.status_date)
)

select
    latest.status_date,
    latest.project_id,
    latest.unit_name,
    latest.status_date - latest.last_date as value,
    strftime(latest.last_date, 'last report of %-d %b %Y') as detail
from latest
inner join numbers_then using (status_date)
where
    latest.category not in ('complete', 'cancelled')
    and latest.status_date - latest.last_date <= numbers_then.value['left_after_days']
