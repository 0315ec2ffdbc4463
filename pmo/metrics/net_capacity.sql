-- title: Capacity
-- question: How much project time do we have?
-- grain: person
-- unit: minutes
-- roll-up: sum
-- better: none
-- months: 0 to 0
-- definition: Working days of the person's calendar in the month, between first and last working day, times the minutes of a full day and the person's contracted share; less time away, never more than there is; less the standard allowances for running the business and for training. The month of the status date; rows go eleven months on. Leave that begins after the status date is not counted. A person whose calendar is not known has the default one; a person who has left has 0.
-- source: house definition
-- input: people.fte where people.status_date = asked.status_date
-- input: absences.absence_minutes where absences.start_date <= asked.status_date and coalesce(absences.end_date, absences.start_date) >= date_trunc('month', asked.status_date)
with months_ahead as (select unnest(range(12)) as ahead),

period as (
    select
        date_trunc('month', min(status_date)) as first_date,
        max(status_date) + interval 13 month as last_date
    from asked
),

period_of_absences as (
    select
        min(start_date) as first_date,
        max(coalesce(end_date, start_date)) + 1 as last_date
    from absences
),

days as (
    select
        calendars.calendar_id,
        calendars.day_date,
        calendars.working_index,
        calendars.working_minutes
    from calendars
    cross join period
    cross join period_of_absences as away
    where
        calendars.day_date >= least(period.first_date, away.first_date)
        and calendars.day_date <= greatest(period.last_date, away.last_date)
),

full_days as (
    select
        calendar_id,
        max(working_minutes) as minutes_of_day
    from days
    group by calendar_id
),

allowances as (
    select
        asked.status_date,
        sum(numbers.value) as taken_share
    from asked
    inner join numbers
        on asked.status_date >= numbers.from_date and asked.status_date < numbers.until_date
    where numbers.rule in ('base_load_share', 'training_share')
    group by asked.status_date
),

spans as (
    select
        people.status_date,
        people.person_id,
        people.fte,
        people.end_date,
        coalesce(full_days.calendar_id, default_calendar.calendar_id) as calendar_id,
        cast(date_trunc('month', people.status_date) + to_months(months_ahead.ahead) as date)
            as month_date,
        cast(month_date + to_months(1) as date) as next_month,
        least(greatest(month_date, people.start_date), next_month) as from_date,
        greatest(least(next_month, people.end_date + 1), month_date) as until_date
    from people
    inner join asked on people.status_date = asked.status_date
    left join full_days on people.calendar_id = full_days.calendar_id
    cross join months_ahead
    cross join default_calendar
),

gross as (
    select
        spans.*,
        full_days.minutes_of_day * spans.fte as minutes_of_day,
        case
            when until_day.working_index < from_day.working_index then 0
            else until_day.working_index - from_day.working_index
        end as working_days_there
    from spans
    left join full_days on spans.calendar_id = full_days.calendar_id
    left join days as from_day
        on spans.calendar_id = from_day.calendar_id and spans.from_date = from_day.day_date
    left join days as until_day
        on spans.calendar_id = until_day.calendar_id and spans.until_date = until_day.day_date
),

absence_months as (
    select
        person_id,
        start_date,
        coalesce(end_date, start_date) as last_date,
        absence_minutes,
        unnest(generate_series(date_trunc('month', start_date), last_date, to_months(1)))
            as month_start
    from absences
),

absence_parts as (
    select
        gross.status_date,
        gross.person_id,
        gross.month_date,
        gross.calendar_id,
        gross.minutes_of_day,
        absence_months.absence_minutes,
        absence_months.start_date,
        absence_months.last_date + 1 as back_date,
        greatest(absence_months.start_date, gross.from_date) as part_from_date,
        least(back_date, gross.until_date) as part_until_date
    from absence_months
    inner join gross
        on
            absence_months.person_id = gross.person_id
            and absence_months.month_start = gross.month_date
            and absence_months.start_date <= gross.status_date
),

away as (
    select
        absence_parts.status_date,
        absence_parts.person_id,
        absence_parts.month_date,
        sum(
            greatest(part_until.working_index - part_from.working_index, 0)
            * coalesce(
                absence_parts.absence_minutes
                / nullif(back.working_index - away_from.working_index, 0),
                absence_parts.minutes_of_day
            )
        ) as minutes
    from absence_parts
    left join days as away_from
        on
            absence_parts.calendar_id = away_from.calendar_id
            and absence_parts.start_date = away_from.day_date
    left join days as back
        on
            absence_parts.calendar_id = back.calendar_id
            and absence_parts.back_date = back.day_date
    left join days as part_from
        on
            absence_parts.calendar_id = part_from.calendar_id
            and absence_parts.part_from_date = part_from.day_date
    left join days as part_until
        on
            absence_parts.calendar_id = part_until.calendar_id
            and absence_parts.part_until_date = part_until.day_date
    group by absence_parts.status_date, absence_parts.person_id, absence_parts.month_date
)

select
    gross.status_date,
    gross.person_id,
    gross.month_date,
    gross.working_days_there * gross.minutes_of_day as gross_minutes,
    if(
        gross_minutes is null,
        null,
        round(
            greatest(gross_minutes - coalesce(away.minutes, 0), 0)
            * greatest(1 - coalesce(allowances.taken_share, 0), 0)
        )
    ) as value,
    if(gross.end_date < gross.month_date, 'has left', null) as detail,
    case
        when gross.fte is null then 'no_capacity'
        when gross.working_days_there is null then 'no_calendar'
    end as reason
from gross
left join allowances on gross.status_date = allowances.status_date
left join away
    on
        gross.status_date = away.status_date
        and gross.person_id = away.person_id
        and gross.month_date = away.month_date
