-- Project time that people have.
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
)

select
    'rows' as level, status_date, person_id, month_date, minutes as value
from capacity where status_date = $status_date
