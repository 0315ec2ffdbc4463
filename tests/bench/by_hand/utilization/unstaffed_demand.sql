-- Planned work without a name.
with lines as (
    select
        a.status_date,
        a.person_id,
        a.project_id,
        coalesce(a.role, people.role) as role,
        a.month_date,
        sum(a.planned_minutes) as minutes,
        sum(a.planned_minutes) filter (a.certainty <> 'tentative') as firm_minutes
    from assignments as a
    left join people on a.status_date = people.status_date and a.person_id = people.person_id
    where
        a.status_date in (select unnest($dates))
        and coalesce(a.plan_id, 'published') = 'published'
        and (a.month_date <= a.status_date + interval 3 month or a.status_date = $status_date)
    group by all
)

select
    'organisation' as level, status_date, 'minutes' as measure,
    sum(minutes) filter (person_id is null) as value
from lines
where month_date > status_date and month_date <= status_date + interval 3 month
group by all
union all by name
select
    'rows' as level, status_date, project_id, role, month_date, 'minutes' as measure,
    sum(minutes) filter (person_id is null) as value
from lines
where status_date = $status_date
group by all
