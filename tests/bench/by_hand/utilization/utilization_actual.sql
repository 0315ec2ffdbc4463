-- Utilization of the month: time booked on projects over net capacity, of all and by role.
with booked as (
    select last_day(work_date) as status_date, person_id, coalesce(sum(booked_minutes) filter (
            coalesce(time_kind, if(project_id is null, null, 'project')) = 'project'
        ), 0) as minutes
    from time_entries
    where work_date > $before_date and work_date <= $status_date
    group by all
),

capacity as (
    select
        people.status_date,
        people.person_id,
        people.role,
        round((till.working_index - since.working_index) * 480 * people.fte * 0.85) as minutes
    from people
    inner join calendars as since
        on people.calendar_id = since.calendar_id and since.day_date = date_trunc('month', people.status_date)
    inner join calendars as till
        on people.calendar_id = till.calendar_id and till.day_date = people.status_date + 1
    where people.status_date in (select unnest($dates))
)

select
    'organisation' as level, status_date,
    sum(booked.minutes) / sum(capacity.minutes) as value
from capacity inner join booked using (status_date, person_id)
group by all
union all by name
select
    'role' as level, status_date, role as key,
    sum(booked.minutes) / sum(capacity.minutes) as value
from capacity inner join booked using (status_date, person_id)
where status_date in (select unnest($booked_dates))
group by all
