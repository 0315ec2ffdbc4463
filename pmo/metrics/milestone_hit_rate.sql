-- title: Hit rate
-- question: Are we keeping the dates of this month?
-- grain: milestone
-- unit: share
-- roll-up: ratio
-- better: higher
-- dates: all so far
-- definition: Of the milestones that the previous report promised for the time since then, the share that was met on or before that promise. Moving a date in the meantime changes nothing, and a milestone that vanished from the file is missing, not met. Milestones of projects that were running at the previous report.
-- source: PASEG, hit task percentage
-- input: milestones.baseline_date where milestones.status_date = asked.previous_date and milestones.baseline_date > asked.previous_date and milestones.baseline_date <= asked.status_date
-- input: milestones.actual_date where milestones.status_date = asked.status_date
with promised as (
    select
        asked.status_date,
        promises.project_id,
        promises.milestone_id,
        promises.milestone_name,
        promises.baseline_date,
        coalesce(
            promises.baseline_date > asked.previous_date
            and promises.baseline_date <= asked.status_date,
            false
        ) as is_due
    from milestones as promises
    inner join asked on promises.status_date = asked.previous_date
    left join active_projects
        on
            promises.status_date = active_projects.status_date
            and promises.project_id = active_projects.project_id
    where
        not coalesce(promises.is_cancelled, false)
        and coalesce(active_projects.category, 'active') in ('active', 'not started')
),

judged as (
    select
        promised.*,
        coalesce(milestones.actual_date <= promised.baseline_date, false) as is_met,
        milestones.milestone_id is null as is_lost
    from promised
    left join milestones
        on
            promised.status_date = milestones.status_date
            and promised.milestone_id = milestones.milestone_id
)

select
    status_date,
    project_id,
    milestone_id,
    milestone_name as unit_name,
    case when is_due and not is_lost then cast(is_met as integer) end as value,
    case when not (is_due and is_lost) then cast(is_due and is_met as integer) end as numerator,
    cast(is_due as integer) as denominator,
    case
        when not is_due then 'zero_denominator'
        when is_lost then 'no_report'
    end as reason
from judged

union all

select
    milestones.status_date,
    milestones.project_id,
    milestones.milestone_id,
    milestones.milestone_name as unit_name,
    null as value,
    null as numerator,
    null as denominator,
    'no_previous' as reason
from milestones
inner join asked on milestones.status_date = asked.status_date
where asked.previous_date is null
