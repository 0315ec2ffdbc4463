-- Transfers decided so far, of each project.
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
    'project' as level, status_date, project_id as key, 'net' as measure,
    sum(amount) filter (is_approved) as value
from sides where project_id is not null and status_date = $status_date group by all
