-- title: Schedule health
-- question: Will the date hold?
-- grain: project
-- unit: colour
-- roll-up: recount
-- better: higher
-- categories: green, amber, red, grey
-- dates: all so far
-- definition: Judged by the finish against the current baseline, in working days and as share of the project's baseline duration. Green up to 5 days, or up to 10 days and 5 %. Red beyond 30 days, beyond 10 days and 10 %, or with a gate or key milestone open more than 10 days after its baseline. Amber between them, and where the finish moved later in each of the last two reports. Grey where finish or baseline is not known.
-- source: finish variance; house rules
-- input: milestones.baseline_date where milestones.status_date = asked.status_date and milestones.actual_date is null and (milestones.importance = 'key' or milestones.milestone_kind = 'gate')
with slipped as (
    select
        *,
        lag(expected_date, 1) over so_far as date_before,
        lag(expected_date, 2) over so_far as date_before_that
    from finish_slippage
    where measure = 'working_days'
    window so_far as (partition by project_id order by status_date)
),

missed as (
    select
        milestones.status_date,
        milestones.project_id,
        max(today.working_index - baseline.working_index) as missed_days,
        arg_max(
            coalesce(milestones.milestone_name, milestones.milestone_id),
            today.working_index - baseline.working_index
        ) as milestone
    from milestones
    inner join asked on milestones.status_date = asked.status_date
    inner join working_days as today on milestones.status_date = today.day_date
    inner join working_days as baseline on milestones.baseline_date = baseline.day_date
    where
        milestones.actual_date is null
        and not coalesce(milestones.is_cancelled, false)
        and (milestones.importance = 'key' or milestones.milestone_kind = 'gate')
    group by milestones.status_date, milestones.project_id
),

measured as (
    select
        active_projects.status_date,
        active_projects.project_id,
        slipped.reason,
        slipped.value as late,
        slipped.value
        / nullif(baseline_finish.working_index - baseline_start.working_index, 0) as late_share,
        coalesce(
            slipped.expected_date > slipped.date_before
            and slipped.date_before > slipped.date_before_that,
            false
        ) as keeps_moving,
        missed.milestone,
        missed.missed_days,
        numbers_then.value as rules
    from active_projects
    inner join numbers_then using (status_date)
    inner join projects using (status_date, project_id)
    left join slipped using (status_date, project_id)
    left join missed using (status_date, project_id)
    left join working_days as baseline_start
        on projects.baseline_start_date = baseline_start.day_date
    left join working_days as baseline_finish
        on projects.baseline_finish_date = baseline_finish.day_date
    where active_projects.category = 'active'
),

judged as (
    select
        *,
        coalesce(missed_days > rules['schedule_red_key_days'], false) as has_missed,
        late <= rules['schedule_green_days']
        or (
            late <= rules['schedule_small_days']
            and coalesce(late_share <= rules['schedule_small_share'], false)
        ) as is_small,
        case
            when
                has_missed
                or late > rules['schedule_red_days']
                or (
                    late > rules['schedule_small_days'] and late_share > rules['schedule_red_share']
                )
                then 'red'
            when late is null then 'grey'
            when is_small and not keeps_moving then 'green'
            else 'amber'
        end as colour
    from measured
)

select
    status_date,
    project_id,
    null as value,
    if(colour = 'grey', null, colour) as word,
    colour as category,
    colour,
    if(colour = 'grey', reason, null) as reason,
    concat_ws(
        '; ',
        case
            when late is null then 'finish or its baseline not known'
            when late = 0 then 'finish on its baseline'
            else format(
                'finish {:d} working {} {} its baseline{} (green up to {:d}, red beyond {:d})',
                cast(abs(late) as bigint),
                if(abs(late) = 1, 'day', 'days'),
                if(late > 0, 'after', 'before'),
                coalesce(format(', {:.0f} % of its duration', 100 * abs(late_share)), ''),
                cast(rules['schedule_green_days'] as bigint),
                cast(rules['schedule_red_days'] as bigint)
            )
        end,
        if(has_missed, format(
            '{} open {:d} working days after its baseline (red beyond {:d})',
            milestone, missed_days, cast(rules['schedule_red_key_days'] as bigint)
        ), null),
        if(keeps_moving, 'finish moved later in each of the last two reports', null)
    ) as detail
from judged
