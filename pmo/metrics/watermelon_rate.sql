-- title: Green outside, red inside
-- question: How far can reports be trusted?
-- grain: project
-- unit: share
-- roll-up: ratio
-- better: lower
-- definition: Of the active projects that report green and can be assessed, the share whose evidence of this date alone says red.
-- source: literature on watermelon reporting
with compared as (
    select
        status_date,
        project_id,
        reported_health.colour as reported_colour,
        health_dimensions.colour as earned_colour,
        health_dimensions.detail
    from health_dimensions
    inner join reported_health using (status_date, project_id)
    where health_dimensions.measure = 'overall'
),

judged as (
    select
        *,
        'grey' not in (reported_colour, earned_colour) as is_known,
        reported_colour = 'green' as says_green,
        says_green and earned_colour = 'red' as is_watermelon
    from compared
)

select
    status_date,
    project_id,
    if(is_known and says_green, if(is_watermelon, 1, 0), null) as value,
    if(is_known, if(is_watermelon, 1, 0), null) as numerator,
    if(is_known, if(says_green, 1, 0), null) as denominator,
    case
        when not is_known then 'not_assessable'
        when not says_green then 'zero_denominator'
    end as reason,
    if(is_watermelon, detail, null) as detail
from judged
