-- title: Health mix
-- question: How much of the portfolio is red?
-- grain: project
-- measure: red | share | ratio
-- measure: amber | share | ratio
-- measure: green | share | ratio
-- measure: grey | share | ratio
-- measure: red budget | share | ratio
-- measure: amber budget | share | ratio
-- measure: green budget | share | ratio
-- measure: grey budget | share | ratio
-- better: lower
-- definition: Share of the active projects that the computed health shows in each colour, and their share of the current budget. Grey has its own share: what cannot be assessed is never left out of the whole, and where it is more than a fifth, no colour is given.
-- source: worst-of practice; house rules
with coloured as (
    select
        status_date,
        project_id,
        computed_health.colour,
        current_budget.value as budget,
        current_budget.currency,
        current_budget.reason
    from computed_health
    left join current_budget using (status_date, project_id)
    where computed_health.colour is not null
),

colours as (select unnest(['red', 'amber', 'green', 'grey']) as colour),

parts as (
    select
        coloured.status_date,
        coloured.project_id,
        colours.colour as measure,
        if(coloured.colour = colours.colour, 1, 0) as numerator,
        1 as denominator,
        null as currency,
        if(coloured.colour = 'grey' and colours.colour <> 'grey', 'not_assessable', null) as reason
    from coloured
    cross join colours
    union all by name
    select
        coloured.status_date,
        coloured.project_id,
        colours.colour || ' budget' as measure,
        case
            when coloured.budget is not null
                then if(coloured.colour = colours.colour, coloured.budget, 0)
        end as numerator,
        coloured.budget as denominator,
        coloured.currency,
        case
            when coloured.budget is null then coalesce(coloured.reason, 'no_budget')
            when coloured.budget = 0 then 'zero_denominator'
            when coloured.colour = 'grey' and colours.colour <> 'grey' then 'not_assessable'
        end as reason
    from coloured
    cross join colours
)

select
    status_date,
    project_id,
    measure,
    numerator,
    denominator,
    if(reason is null, numerator / nullif(denominator, 0), null) as value,
    currency,
    reason
from parts
