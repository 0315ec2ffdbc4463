-- Health by the evidence: of all projects and of each by month, by portfolio now.
with known as (
    select
        p.status_date,
        p.project_id,
        case lower(p.phase) when 'on hold' then 'on hold' when 'closed' then 'complete' else 'active' end as state,
        lower(p.health_overall) as reported,
        fin.working_index - base.working_index as late,
        (fin.working_index - base.working_index)
        / nullif(base.working_index - first.working_index, 0) as late_share,
        coalesce(
            p.forecast_finish_date > lag(p.forecast_finish_date) over w
            and lag(p.forecast_finish_date) over w > lag(p.forecast_finish_date, 2) over w,
            false
        ) as keeps_moving
    from projects as p
    left join calendars as fin on fin.calendar_id = 'weekdays' and fin.day_date = p.forecast_finish_date
    left join calendars as base on base.calendar_id = 'weekdays' and base.day_date = p.baseline_finish_date
    left join calendars as first on first.calendar_id = 'weekdays' and first.day_date = p.baseline_start_date
    where p.status_date <= $status_date
    window w as (partition by p.project_id order by p.status_date)
),

money as (
    select
        status_date,
        project_id,
        sum(amount) filter (measure = 'approved budget') as budget,
        sum(amount) filter (measure = 'planned value' and period_start_date <= status_date) as planned,
        sum(amount) filter (measure = 'actual' and period_start_date <= status_date) as spent,
        sum(amount) filter (measure = 'forecast' and period_start_date > status_date) as ahead
    from budget_lines
    where status_date <= $status_date and period_kind = 'month'
    group by all
),

capacity as (
    select
        people.status_date,
        people.person_id,
        a.ahead,
        round((till.working_index - since.working_index) * 480 * people.fte * 0.85) as minutes
    from people
    cross join (select unnest([1, 2, 3]) as ahead) as a
    inner join calendars as since
        on people.calendar_id = since.calendar_id
        and since.day_date = date_trunc('month', people.status_date) + to_months(a.ahead)
    inner join calendars as till
        on people.calendar_id = till.calendar_id
        and till.day_date = date_trunc('month', people.status_date) + to_months(a.ahead + 1)
    where people.status_date <= $status_date
),

planned as (
    select
        status_date,
        person_id,
        datediff('month', status_date, month_date) as ahead,
        sum(planned_minutes) as minutes
    from assignments
    where
        status_date <= $status_date
        and month_date > status_date
        and month_date <= status_date + interval 3 month
        and plan_id = 'published'
    group by all
),

strained as (
    select status_date, person_id
    from capacity
    inner join planned using (status_date, person_id, ahead)
    where planned.minutes > capacity.minutes * 1.1
    group by all
    having count(*) = 3 or bool_or(ahead = 2) and count(*) = 2
),

staffed as (
    select
        a.status_date,
        a.project_id,
        sum(a.planned_minutes) filter (a.person_id is null) / sum(a.planned_minutes) as unnamed,
        count(s.person_id) filter (a.planned_minutes > 0) as overbooked
    from assignments as a
    left join strained as s on a.status_date = s.status_date and a.person_id = s.person_id
    where
        a.status_date <= $status_date
        and a.month_date > a.status_date
        and a.month_date <= a.status_date + interval 3 month
        and a.plan_id = 'published'
    group by all
),

dimensions as (
    select
        status_date,
        project_id,
        reported,
        case
            when late > 30 or (late > 10 and late_share > 0.10) then 3
            when late is null then 0
            when (late <= 5 or (late <= 10 and late_share <= 0.05)) and not keeps_moving then 1
            else 2
        end as schedule,
        greatest(spent + ahead, spent) - budget as over,
        case
            when spent > budget or over > 0.10 * budget then 3
            when over > 0.02 * budget or (planned - spent > 0.10 * planned and late > 5) then 2
            when ahead is null then 0
            else 1
        end as cost,
        case
            when s.project_id is null then 0
            when unnamed > 0.15 then 3
            when unnamed > 0.05 or overbooked > 0 then 2
            else 1
        end as staffing
    from known
    left join money using (status_date, project_id)
    left join staffed as s using (status_date, project_id)
    where state = 'active'
),

earned as (
    select
        status_date,
        project_id,
        reported,
        if(schedule = 0 and cost = 0, 0, greatest(schedule, cost, staffing, 1)) as badness,
        lag(nullif(badness, 0) ignore nulls) over (partition by project_id order by status_date) as before
    from dimensions
),

judged as (
    select
        status_date,
        project_id,
        ['grey', 'green', 'amber', 'red'][if(before > badness and badness > 0, before, badness) + 1] as colour,
        badness = 3 and reported = 'green' as is_watermelon,
        badness > 0 and reported = 'green' as says_green
    from earned
    where status_date in (select unnest($dates))
),

shown as (
    select k.status_date, k.project_id, k.state, k.reported, coalesce(j.colour, k.state) as category, j.colour
    from known as k
    left join judged as j using (status_date, project_id)
    where k.status_date in (select unnest($dates))
)

select 'organisation' as level, status_date, category as measure, count(*) as value
from shown group by all
union all by name
select 'project' as level, status_date, project_id as key, coalesce(colour, state) as word
from shown
union all by name
select 'portfolio' as level, status_date, g.parent_id as key, category as measure, count(*) as value
from shown
inner join project_groups as pg using (status_date, project_id)
inner join groups as g on pg.group_id = g.group_id
where pg.axis = 'delivery' and status_date = $status_date
group by all
