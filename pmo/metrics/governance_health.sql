-- title: Governance health
-- question: Is the project under control on paper?
-- grain: project
-- unit: colour
-- roll-up: recount
-- better: higher
-- categories: green, amber, red, grey
-- dates: all so far
-- definition: Red where the last report is older than 60 days or a project in execution has no baseline. Amber where the last report is older than 35 days or the baseline of the finish moved in the last 60 days. The quality of the data is not assessed here.
-- source: house rules
-- input: projects.baseline_finish_date where projects.status_date = asked.status_date
with staged as (
    select
        projects.status_date,
        projects.project_id,
        projects.baseline_finish_date,
        words.meaning is not null as is_in_execution,
        lag(projects.baseline_finish_date ignore nulls) over (
            partition by projects.project_id order by projects.status_date
        ) as baseline_before
    from projects
    inner join asked on projects.status_date = asked.status_date
    left join words
        on
            words.word_list = 'execution'
            and words.word = lower(regexp_replace(trim(projects.phase), '\s*/\s*', '/', 'g'))
),

moved as (
    select
        *,
        max(if(baseline_finish_date <> baseline_before, status_date, null)) over (
            partition by project_id order by status_date
        ) as moved_date
    from staged
),

measured as (
    select
        report_age.status_date,
        report_age.project_id,
        report_age.value as age,
        moved.is_in_execution and moved.baseline_finish_date is null as lacks_baseline,
        moved.moved_date > report_age.status_date
        - cast(numbers_then.value['governance_baseline_days'] as integer) as has_moved,
        numbers_then.value as rules
    from report_age
    inner join numbers_then using (status_date)
    left join moved using (status_date, project_id)
    left join active_projects using (status_date, project_id)
    where coalesce(active_projects.category, 'active') = 'active'
),

judged as (
    select
        *,
        case
            when age > rules['report_age_red'] or lacks_baseline then 'red'
            when age > rules['report_age_green'] or has_moved then 'amber'
            else 'green'
        end as colour
    from measured
)

select
    status_date,
    project_id,
    null as value,
    colour as word,
    colour as category,
    colour,
    null as reason,
    concat_ws(
        '; ',
        if(age > 0, format(
            'last report {:d} days old (green up to {:d}, red beyond {:d})',
            age,
            cast(rules['report_age_green'] as bigint),
            cast(rules['report_age_red'] as bigint)
        ), null),
        if(lacks_baseline, 'no baseline of the finish in execution', null),
        if(has_moved, format(
            'baseline of the finish moved in the last {:d} days',
            cast(rules['governance_baseline_days'] as bigint)
        ), null),
        'quality of the data not assessed'
    ) as detail
from judged
