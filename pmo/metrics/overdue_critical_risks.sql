-- title: Overdue critical risks and issues
-- question: What waits for an answer?
-- grain: project
-- measure: critical | count | sum
-- measure: high | count | sum
-- better: lower
-- definition: Open risks and issues of the severities critical and high whose due date lies before the status date. A project without any entry in the register is not known to be free of them.
-- source: ISO 31000, treatment of risk
-- input: risks.due_date where risks.status_date = asked.status_date and risks.risk_kind in ('risk', 'issue') and risks.severity in ('critical', 'high') and coalesce(risks.state, 'open') = 'open' and coalesce(risks.closed_date > risks.status_date, true) and risks.due_date < risks.status_date
with entries as (
    select
        risks.status_date,
        risks.project_id,
        risks.severity,
        risks.risk_id,
        risks.status_date - risks.due_date as days_past,
        coalesce(risks.risk_kind, 'risk') in ('risk', 'issue')
        and coalesce(risks.state, 'open') = 'open'
        and coalesce(risks.closed_date > risks.status_date, true)
        and coalesce(risks.due_date < risks.status_date, false) as is_overdue
    from risks
    inner join asked on risks.status_date = asked.status_date
),

severities as (select unnest(['critical', 'high']) as measure),

counted as (
    select
        entries.status_date,
        entries.project_id,
        severities.measure,
        count(*) filter (
            where entries.is_overdue and entries.severity = severities.measure
        ) as amount,
        string_agg(
            format('{} ({} days past due)', entries.risk_id, entries.days_past), ', '
            order by entries.days_past desc, entries.risk_id asc
        ) filter (where entries.is_overdue and entries.severity = severities.measure) as evidence
    from entries
    cross join severities
    group by entries.status_date, entries.project_id, severities.measure
)

select
    active_projects.status_date,
    active_projects.project_id,
    severities.measure,
    counted.amount as value,
    if(counted.amount is null, 'not_assessable', null) as reason,
    counted.evidence as detail
from active_projects
cross join severities
left join counted using (status_date, project_id, measure)
where active_projects.category = 'active'
