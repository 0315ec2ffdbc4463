-- title: Lags
-- question: Where does the plan wait without saying for what?
-- grain: task
-- unit: share
-- roll-up: ratio
-- better: lower
-- definition: Share of the links of open tasks to what comes before them whose lag is positive: time that passes without a task or an owner.
-- source: DCMA 14-point assessment; DCMA-EA PAM 200.1
-- input: task_links.lag_minutes where task_links.status_date = asked.status_date

with linked as (
    select
        detail_tasks.status_date,
        detail_tasks.project_id,
        detail_tasks.task_id,
        any_value(detail_tasks.task_name) as unit_name,
        any_value(detail_tasks.has_links) as has_links,
        count(named_links.predecessor_id) as links,
        count(*) filter (where named_links.lag_minutes > 0) as found,
        string_agg(named_links.words, ', ' order by named_links.words asc) filter (
            where named_links.lag_minutes > 0
        ) as detail
    from detail_tasks
    left join named_links
        on
            detail_tasks.status_date = named_links.status_date
            and detail_tasks.project_id = named_links.project_id
            and detail_tasks.task_id = named_links.successor_id
    where detail_tasks.is_open
    group by detail_tasks.status_date, detail_tasks.project_id, detail_tasks.task_id
)

select
    status_date,
    project_id,
    task_id,
    unit_name,
    if(has_links, found, null) as numerator,
    if(has_links, links, null) as denominator,
    if(has_links, found / nullif(links, 0), null) as value,
    case
        when not has_links then 'no_links'
        when links = 0 then 'not_applicable'
    end as reason,
    detail
from linked
