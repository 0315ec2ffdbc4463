-- Health as reported: of each project, and by portfolio now.
select 'project' as level, status_date, project_id as key, lower(health_overall) as word
from projects
where status_date in (select unnest($dates))
union all by name
select
    'portfolio' as level, p.status_date, g.parent_id as key,
    lower(p.health_overall) as measure, count(*) as value
from projects as p
inner join project_groups as pg on p.status_date = pg.status_date and p.project_id = pg.project_id
inner join groups as g on pg.group_id = g.group_id
where pg.axis = 'delivery' and p.status_date = $status_date
group by all
union all by name
select 'organisation' as level, status_date, lower(health_overall) as measure, count(*) as value
from projects
where status_date in (select unnest($dates))
group by all
