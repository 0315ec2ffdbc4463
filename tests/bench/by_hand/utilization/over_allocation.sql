-- Work booked beyond capacity, of all people and of each.
with capacity as (
    select
        people.status_date,
        people.person_id,
        people.role,
        cast(since.day_date as date) as month_date,
        datediff('month', people.status_date, month_date) as ahead,
        round((till.working_index - since.working_index) * 480 * people.fte * 0.85) as minutes
    from people
    cross join (select unnest(range(12)) as ahead) as a
    inner join calendars as since
        on people.calendar_id = since.calendar_id
        and since.day_date = date_trunc('month', people.status_date) + to_months(a.ahead)
    inner join calendars as till
        on people.calendar_id = till.calendar_id
        and till.day_date = date_trunc('month', people.status_date) + to_months(a.ahead + 1)
    where people.status_date in (select unnest($dates)) and (a.ahead <= 3 or people.status_date = $status_date)
),

lines as (
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
),

planned as (
    select status_date, person_id, month_date, sum(minutes) as minutes, sum(firm_minutes) as firm_minutes
    from lines where person_id is not null group by all
),

compared as (
    select
        c.status_date,
        c.person_id,
        c.month_date,
        c.ahead,
        c.minutes as capacity_minutes,
        if(m.month_date is null, null, coalesce(p.minutes, 0)) as planned_minutes,
        if(m.month_date is null, null, coalesce(p.firm_minutes, 0)) as firm_minutes,
        coalesce(planned_minutes > capacity_minutes * 1.1, false) as is_hot,
        greatest(planned_minutes - capacity_minutes, 0) as over_minutes
    from capacity as c
    left join (select distinct status_date, month_date from planned) as m using (status_date, month_date)
    left join planned as p using (status_date, person_id, month_date)
)

select
    'organisation' as level, status_date,
    unnest(['minutes', 'person_months']) as measure,
    unnest([sum(over_minutes), count(*) filter (over_minutes > 0)]) as value
from compared where ahead between 1 and 3 group by all
union all by name
select
    'rows' as level, status_date, person_id, month_date, 'minutes' as measure,
    over_minutes as value
from compared where status_date = $status_date and ahead > 0
