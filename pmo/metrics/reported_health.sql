-- title: Reported health
-- question: What do the project managers say?
-- grain: project
-- unit: colour
-- roll-up: recount
-- better: higher
-- categories: green, amber, red, grey
-- definition: The overall health that the project's manager reported, as green, amber or red. Of the five-level Delivery Confidence Assessment, Amber/Green counts as amber and Amber/Red as red. A blank, withheld or unknown word is grey.
-- source: UK Infrastructure and Projects Authority, Delivery Confidence Assessment
-- input: projects.health_overall where projects.status_date = asked.status_date
with reported as (
    select
        projects.status_date,
        projects.project_id,
        projects.health_overall,
        words.meaning
    from projects
    inner join asked on projects.status_date = asked.status_date
    left join words
        on
            words.word_list = 'health'
            and words.word
            = lower(regexp_replace(trim(projects.health_overall), '\s*/\s*', '/', 'g'))
)

select
    status_date,
    project_id,
    null as value,
    meaning as word,
    coalesce(meaning, 'grey') as category,
    coalesce(meaning, 'grey') as colour,
    health_overall as detail,
    case when meaning is null then 'not_assessable' end as reason
from reported
