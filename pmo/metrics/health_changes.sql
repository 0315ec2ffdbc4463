-- title: Health changes
-- question: Who turned since last time?
-- grain: project
-- measure: worse | count | sum
-- measure: better | count | sum
-- measure: to grey | count | sum
-- measure: from grey | count | sum
-- better: none
-- dates: all so far
-- definition: Projects whose computed colour is worse or better than on the previous status date. Turns to grey and from grey are counted apart: they say that knowledge came or went, not health. A project without a colour on the previous date is not counted.
-- source: worst-of practice; house rules
with turned as (
    select
        asked.status_date,
        asked.previous_date,
        today.project_id,
        earlier.colour as colour_before,
        today.colour as colour_now,
        list_position(['green', 'amber', 'red'], today.colour)
        - list_position(['green', 'amber', 'red'], earlier.colour) as worsening
    from asked
    inner join computed_health as today on asked.status_date = today.status_date
    left join computed_health as earlier
        on
            asked.previous_date = earlier.status_date
            and today.project_id = earlier.project_id
    where
        today.colour is not null
        and (earlier.colour is not null or asked.previous_date is null)
),

measures as (select unnest(['worse', 'better', 'to grey', 'from grey']) as measure)

select
    turned.status_date,
    turned.project_id,
    measures.measure,
    case
        when turned.previous_date is null then null
        when turned.colour_now = turned.colour_before then 0
        when measures.measure = 'to grey' then if(turned.colour_now = 'grey', 1, 0)
        when measures.measure = 'from grey' then if(turned.colour_before = 'grey', 1, 0)
        when 'grey' in (turned.colour_now, turned.colour_before) then 0
        when measures.measure = 'worse' then if(turned.worsening > 0, 1, 0)
        else if(turned.worsening < 0, 1, 0)
    end as value,
    if(turned.previous_date is null, 'no_previous', null) as reason,
    if(
        turned.colour_now <> turned.colour_before,
        format('{} to {}', turned.colour_before, turned.colour_now),
        null
    ) as detail
from turned
cross join measures
