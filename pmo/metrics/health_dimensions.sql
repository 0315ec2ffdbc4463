-- title: Health by dimension
-- question: Where does it hurt?
-- grain: project
-- measure: overall | colour | none
-- measure: schedule | colour | none
-- measure: cost | colour | none
-- measure: people | colour | none
-- measure: risk | colour | none
-- measure: governance | colour | none
-- better: higher
-- rows: kept
-- definition: Colour of each dimension that the files allow to assess, and the worst of them. Grey is not assessable: it is not green, and it is not counted. Overall is grey where the project has no report of the date, or where schedule and cost are both grey; a project in execution without a baseline is red all the same.
-- source: worst-of practice; house rules
with dimensions as (
    select
        'schedule' as measure,
        schedule_health.status_date,
        schedule_health.project_id,
        schedule_health.colour,
        schedule_health.reason,
        schedule_health.detail
    from schedule_health
    union all by name
    select
        'cost' as measure,
        cost_health.status_date,
        cost_health.project_id,
        cost_health.colour,
        cost_health.reason,
        cost_health.detail
    from cost_health
    union all by name
    select
        'people' as measure,
        people_health.status_date,
        people_health.project_id,
        people_health.colour,
        people_health.reason,
        people_health.detail
    from people_health
    union all by name
    select
        'risk' as measure,
        risk_health.status_date,
        risk_health.project_id,
        risk_health.colour,
        risk_health.reason,
        risk_health.detail
    from risk_health
    union all by name
    select
        'governance' as measure,
        governance_health.status_date,
        governance_health.project_id,
        governance_health.colour,
        governance_health.reason,
        governance_health.detail
    from governance_health
),

ranked as (
    select
        *,
        list_position(['green', 'amber', 'red'], colour) as badness,
        list_position(['schedule', 'cost', 'people', 'risk', 'governance'], measure) as place
    from dimensions
),

overall as (
    select
        'overall' as measure,
        status_date,
        project_id,
        count(*) filter (where measure = 'schedule') = 0 as is_unreported,
        is_unreported
        or bool_and(
            if(measure = 'governance', colour <> 'red', colour = 'grey')
        ) filter (where measure in ('schedule', 'cost', 'governance')) as is_blind,
        if(is_blind, 'grey', (['green', 'amber', 'red'])[max(badness)]) as colour,
        case
            when is_unreported then 'no_report'
            when is_blind then 'not_assessable'
        end as reason,
        concat_ws(
            '. ',
            string_agg(
                format('{} {}: {}', upper(measure[1]) || measure[2:], colour, detail),
                '. ' order by badness desc, place asc
            ) filter (where badness > 1),
            format('On {} of {} dimensions', count(*) filter (where badness > 0), 5)
        ) as detail
    from ranked
    group by status_date, project_id
)

select
    status_date,
    project_id,
    measure,
    null as value,
    if(colour = 'grey', null, colour) as word,
    colour as category,
    colour,
    reason,
    detail
from dimensions
union all by name
select
    status_date,
    project_id,
    measure,
    null as value,
    if(colour = 'grey', null, colour) as word,
    colour as category,
    colour,
    reason,
    detail
from overall
