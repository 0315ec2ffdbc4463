-- title: Risk health
-- question: Do risks and issues get their answers in time?
-- grain: project
-- unit: colour
-- roll-up: recount
-- better: higher
-- categories: green, amber, red, grey
-- definition: Red with a critical risk or issue past its due date, with two high ones, or where the expected loss of the open risks exceeds the contingency. Amber with one high one. Grey where the register has no entry of the project.
-- source: ISO 31000 practice; house rules
-- input: risks.due_date where risks.status_date = asked.status_date
-- input: projects.contingency_amount where projects.status_date = asked.status_date
with overdue as (
    select
        status_date,
        project_id,
        max(value) filter (where measure = 'critical') as critical,
        max(value) filter (where measure = 'high') as high,
        string_agg(measure || ' past due: ' || detail, '; ' order by measure) as evidence
    from overdue_critical_risks
    group by status_date, project_id
),

exposed as (
    select
        risks.status_date,
        risks.project_id,
        sum(risks.probability_share * risks.impact_amount) as exposure
    from risks
    inner join asked on risks.status_date = asked.status_date
    where
        coalesce(risks.risk_kind, 'risk') = 'risk'
        and coalesce(risks.state, 'open') = 'open'
        and coalesce(risks.closed_date > risks.status_date, true)
    group by risks.status_date, risks.project_id
),

judged as (
    select
        overdue.status_date,
        overdue.project_id,
        overdue.evidence,
        overdue.critical is not null as is_known,
        coalesce(exposed.exposure > projects.contingency_amount, false) as is_exposed,
        case
            when
                overdue.critical >= numbers_then.value['risk_red_critical']
                or overdue.high >= numbers_then.value['risk_red_high']
                or is_exposed
                then 'red'
            when overdue.critical is null then 'grey'
            when overdue.high >= numbers_then.value['risk_amber_high'] then 'amber'
            else 'green'
        end as colour
    from overdue
    inner join numbers_then using (status_date)
    inner join projects using (status_date, project_id)
    left join exposed using (status_date, project_id)
)

select
    status_date,
    project_id,
    null as value,
    if(colour = 'grey', null, colour) as word,
    colour as category,
    colour,
    if(colour = 'grey', 'not_assessable', null) as reason,
    case
        when colour = 'grey' then 'no entry in the register'
        when evidence is null and not is_exposed then 'nothing critical or high past due'
        else concat_ws(
            '; ', evidence, if(is_exposed, 'expected loss exceeds the contingency', null)
        )
    end as detail
from judged
