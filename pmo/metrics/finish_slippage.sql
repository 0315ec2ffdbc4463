-- title: Project finish slippage
-- question: When will it really end?
-- grain: project
-- measure: days | days | worst
-- measure: working_days | working days | worst
-- better: lower
-- words: late / early / on plan
-- definition: Days from the current baseline of the project's finish to its actual or forecast finish. Where the project states no finish, its finish milestone stands for it, or else its last milestone by baseline. A cancelled project has none. A group shows its worst running project, never a sum.
-- source: finish variance
-- input: projects.baseline_finish_date where projects.status_date = asked.status_date
-- input: projects.forecast_finish_date where projects.status_date = asked.status_date
-- input: projects.actual_finish_date where projects.status_date = asked.status_date
-- input: milestones.baseline_date where milestones.status_date = asked.status_date
-- input: milestones.forecast_date where milestones.status_date = asked.status_date
-- input: milestones.actual_date where milestones.status_date = asked.status_date
with measures as (select unnest(['days', 'working_days']) as measure),

stated as (
    select
        projects.*,
        coalesce(projects.actual_finish_date, projects.forecast_finish_date) as expected_date
    from projects
    inner join asked on projects.status_date = asked.status_date
),

last_milestones as (
    select
        milestones.*,
        coalesce(milestones.actual_date, milestones.forecast_date) as expected_date
    from milestones
    inner join stated
        on
            milestones.status_date = stated.status_date
            and milestones.project_id = stated.project_id
    where
        not coalesce(milestones.is_cancelled, false)
        and (stated.baseline_finish_date is null or stated.expected_date is null)
    qualify row_number() over (
        partition by milestones.status_date, milestones.project_id
        order by
            coalesce(milestones.milestone_kind = 'finish', false) desc,
            milestones.baseline_date desc nulls last,
            milestones.milestone_id asc
    ) = 1
),

dated as (
    select
        stated.status_date,
        stated.project_id,
        stated.project_name,
        active_projects.category,
        last_milestones.milestone_name,
        last_milestones.milestone_id is not null as is_by_milestone,
        if(is_by_milestone, last_milestones.baseline_date, stated.baseline_finish_date)
            as baseline_date,
        if(is_by_milestone, last_milestones.expected_date, stated.expected_date) as expected_date,
        if(is_by_milestone, last_milestones.actual_date, stated.actual_finish_date) as actual_date
    from stated
    inner join active_projects
        on
            stated.status_date = active_projects.status_date
            and stated.project_id = active_projects.project_id
    left join last_milestones
        on
            stated.status_date = last_milestones.status_date
            and stated.project_id = last_milestones.project_id
)

select
    dated.status_date,
    dated.project_id,
    dated.project_name as unit_name,
    dated.milestone_name as detail,
    dated.expected_date,
    measures.measure,
    dated.actual_date is null and dated.category in ('active', 'not started') as is_open,
    case
        when dated.category = 'cancelled' then null
        when measures.measure = 'days' then dated.expected_date - dated.baseline_date
        else expected.working_index - baseline.working_index
    end as value,
    case
        when dated.category = 'cancelled' then 'not_applicable'
        when dated.baseline_date is null then 'no_baseline'
        when dated.expected_date is null then 'no_forecast'
    end as reason
from dated
cross join measures
left join working_days as baseline on dated.baseline_date = baseline.day_date
left join working_days as expected on dated.expected_date = expected.day_date
