-- title: Projects by phase
-- question: How many are running?
-- grain: project
-- unit: state
-- roll-up: recount
-- better: none
-- categories: active, on hold, complete, cancelled, not started
-- definition: Each project's place in its lifecycle, from the phase that it reports through the standard list of phases. A project without a phase, or with one that the list does not hold, is complete from its actual finish or closing date on and active before.
-- source: lifecycle of the organisation's standard
-- input: projects.project_name where projects.status_date = asked.status_date
-- input: projects.phase where projects.status_date = asked.status_date
-- input: projects.actual_finish_date where projects.status_date = asked.status_date
with staged as (
    select
        projects.status_date,
        projects.project_id,
        projects.phase,
        coalesce(
            words.meaning,
            case
                when projects.actual_finish_date <= projects.status_date then 'complete'
                when projects.closed_date <= projects.status_date then 'complete'
                else 'active'
            end
        ) as state
    from projects
    inner join asked on projects.status_date = asked.status_date
    left join words
        on
            words.word_list = 'phase'
            and words.word = lower(regexp_replace(trim(projects.phase), '\s*/\s*', '/', 'g'))
)

select
    status_date,
    project_id,
    null as value,
    state as word,
    state as category,
    phase as detail
from staged
