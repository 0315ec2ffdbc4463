-- Roles that run short: of all, by role, and demand and capacity by month.
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

full_time as (
    select
        month_date,
        480 * 0.85 * (till.working_index - since.working_index) as minutes
    from (select distinct month_date from lines) as m
    inner join calendars as since on since.calendar_id = 'weekdays' and since.day_date = m.month_date
    inner join calendars as till
        on till.calendar_id = 'weekdays' and till.day_date = m.month_date + to_months(1)
),

role_sides as (
    select status_date, month_date, role, project_id, null as person_id, sum(minutes) as demand, demand as gap
    from lines group by all
    union all by name
    select c.status_date, c.month_date, c.role, null as project_id, c.person_id, 0 as demand, -c.minutes as gap
    from capacity as c
    inner join (select distinct status_date, month_date from lines) as m using (status_date, month_date)
),

role_gaps as (
    select
        s.status_date,
        s.role,
        sum(s.gap / f.minutes) / 3 as fte
    from role_sides as s
    inner join full_time as f using (month_date)
    where s.month_date > s.status_date and s.month_date <= s.status_date + interval 3 month
    group by all
)

select
    'organisation' as level, status_date, 'fte' as measure, sum(greatest(fte, 0)) as value
from role_gaps group by all
union all by name
select 'role' as level, status_date, role as key, 'fte' as measure, fte as value
from role_gaps where status_date = $status_date
union all by name
select
    'rows' as level, s.status_date, s.month_date, s.role, s.project_id, s.person_id,
    'fte' as measure, s.gap / f.minutes as value, f.minutes as minutes_per_unit
from role_sides as s inner join full_time as f using (month_date)
where s.status_date = $status_date
