-- Projects by phase.
select
    'organisation' as level, status_date,
    case lower(phase) when 'on hold' then 'on hold' when 'closed' then 'complete' else 'active' end
        as measure,
    count(*) as value
from projects
where status_date in (select unnest($dates))
group by all
