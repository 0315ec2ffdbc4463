-- title: Utilization
-- question: How much of the capacity did projects use?
-- grain: person
-- unit: share
-- roll-up: ratio
-- better: band
-- definition: Time booked on projects in the month of the status date, divided by the net capacity of that month. Time on a project without a stated kind is project time. Overtime counts, so it may exceed 100 %. A group divides the sums; two people at 150 and 50 % make 100 %, so read it beside the number over-allocated.
-- source: queueing theory: waiting grows with load / (1 - load)
-- input: time_entries.booked_minutes where coalesce(time_entries.time_kind, if(time_entries.project_id is null, null, 'project')) = 'project' and date_trunc('month', time_entries.work_date) = date_trunc('month', asked.status_date) and time_entries.work_date <= asked.status_date
-- input: people.fte where people.status_date = asked.status_date
with days as (
    select
        asked.status_date,
        cast(unnest(
            generate_series(
                date_trunc('month', asked.status_date), asked.status_date, to_days(1)
            )
        ) as date) as work_date
    from asked
),

booked as (
    select
        days.status_date,
        time_entries.person_id,
        coalesce(cast(sum(time_entries.booked_minutes) filter (
            where
            time_entries.time_kind = 'project'
            or time_entries.time_kind is null and time_entries.project_id is not null
        ) as bigint), 0) as project_minutes
    from time_entries
    inner join days on time_entries.work_date = days.work_date
    group by days.status_date, time_entries.person_id
),

judged as (
    select
        net_capacity.status_date,
        net_capacity.person_id,
        net_capacity.value as capacity_minutes,
        coalesce(booked.project_minutes, if(net_capacity.value = 0, 0, null)) as project_minutes,
        case
            when net_capacity.value is null then net_capacity.reason
            when net_capacity.value = 0 and coalesce(booked.project_minutes, 0) = 0
                then 'no_capacity'
            when net_capacity.value = 0 then 'allocated_without_capacity'
            when booked.project_minutes is null then 'no_hours'
        end as reason
    from net_capacity
    left join booked
        on
            net_capacity.status_date = booked.status_date
            and net_capacity.person_id = booked.person_id
    where net_capacity.month_date = date_trunc('month', net_capacity.status_date)
)

select
    status_date,
    person_id,
    reason,
    project_minutes as numerator,
    capacity_minutes as denominator,
    project_minutes / nullif(capacity_minutes, 0) as value
from judged
