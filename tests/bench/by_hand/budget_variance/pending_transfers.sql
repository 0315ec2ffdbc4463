-- Transfers that wait for a decision, of all projects by month and of each.
with sides as (
    select
        d.status_date,
        unnest([t.to_project_id, t.from_project_id]) as project_id,
        t.state = 'approved' and coalesce(t.decided_date, t.requested_date) <= d.status_date as is_approved,
        t.requested_date <= d.status_date
        and (t.state = 'requested' or t.decided_date > d.status_date) as is_waiting,
        unnest([t.amount, -t.amount]) as amount,
        unnest([1, if(t.to_project_id is null, 1, 0)]) as counted
    from (select unnest($dates) as status_date) as d
    inner join budget_transfers as t on t.requested_date <= d.status_date
)

select
    'organisation' as level, status_date, 'count' as measure,
    sum(counted) filter (is_waiting) as value
from sides where project_id is not null group by all
union all by name
select
    'project' as level, status_date, project_id as key, 'incoming' as measure,
    sum(greatest(amount, 0)) filter (is_waiting) as value
from sides where project_id is not null and status_date = $status_date group by all
