-- title: Computed health
-- question: Is it healthy by the evidence?
-- grain: project
-- unit: colour
-- roll-up: recount
-- better: higher
-- categories: green, amber, red, grey, not started, on hold, complete, cancelled
-- dates: all so far
-- definition: Worst of the assessed dimensions schedule, cost, people, risk and governance; there are no weights and no mean. It turns worse at once and better only after two reports in a row that earned it. Grey is not assessable. Where a person overrules the rule, their colour is named beside it and never counted.
-- source: worst-of practice; house rules
with earned as (
    select
        *,
        list_position(['green', 'amber', 'red'], colour) as badness,
        lag(if(colour = 'grey', null, colour) ignore nulls) over (
            partition by project_id order by status_date
        ) as colour_before,
        list_position(['green', 'amber', 'red'], colour_before) as badness_before
    from health_dimensions
    where measure = 'overall'
),

overruled as (
    select
        asked.status_date,
        overrides.project_id,
        overrides.colour,
        overrides.author,
        overrides.reason,
        overrides.expires_date
    from overrides
    inner join asked
        on asked.status_date between overrides.from_date and overrides.expires_date
    where
        overrides.dimension = 'overall'
        and length(trim(overrides.reason)) >= 20
        and overrides.expires_date - overrides.from_date <= 92
    qualify row_number() over (
        partition by asked.status_date, overrides.project_id order by overrides.from_date desc
    ) = 1
),

population as (
    select
        status_date,
        project_id
    from active_projects
    union
    select
        status_date,
        project_id
    from earned
),

judged as (
    select
        status_date,
        project_id,
        active_projects.category as state,
        earned.colour as earned_colour,
        earned.reason,
        earned.detail,
        if(
            earned.badness_before > earned.badness, earned.colour_before, earned.colour
        ) as colour,
        overruled.colour as overruled_colour,
        overruled.author,
        overruled.reason as overruled_reason,
        overruled.expires_date
    from population
    left join active_projects using (status_date, project_id)
    left join earned using (status_date, project_id)
    left join overruled using (status_date, project_id)
)

select
    status_date,
    project_id,
    null as value,
    coalesce(nullif(colour, 'grey'), nullif(state, 'active')) as word,
    coalesce(colour, state) as category,
    colour,
    earned_colour,
    case
        when colour is not null then reason
        when state = 'cancelled' then 'not_applicable'
        else replace(state, ' ', '_')
    end as reason,
    if(overruled_colour = 'green' and colour = 'grey', null, overruled_colour) as overruled_colour,
    concat_ws(
        '. ',
        if(earned_colour <> colour, format(
            'Earned {}, shown {} until the next report', earned_colour, colour
        ), null),
        if(overruled_colour = 'green' and colour = 'grey', null, format(
            'Overruled as {} by {} until {}: {}',
            overruled_colour,
            coalesce(author, 'a person not named'),
            strftime(expires_date, '%-d %b %Y'),
            overruled_reason
        )),
        detail
    ) as detail
from judged
