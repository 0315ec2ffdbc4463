-- title: Schedule checks
-- question: Which checks does each plan pass?
-- grain: project
-- unit: state
-- roll-up: recount
-- categories: passed, failed, not assessable
-- better: none
-- definition: Fourteen checks of a plan, each passed, failed or not assessable: a check that the file gives no data for is never passed. They call for a talk about the plan and are no pass marks. Without links only long tasks, invalid dates, missed tasks and the baseline execution index are assessed, and what the file states besides: constraints, float, people.
-- source: DCMA 14-point assessment; DCMA-EA PAM 200.1; GAO-16-89G
with shares as (
    select
        status_date,
        project_id,
        measure,
        cast(sum(numerator) as double) as found,
        cast(sum(denominator) as double) as of_all,
        max(reason) filter (where reason <> 'not_applicable') as reason
    from task_checks
    group by status_date, project_id, measure
),

indices as (
    select
        status_date,
        project_id,
        'critical_path_test' as measure,
        moved_days as found,
        delay_days as of_all,
        reason
    from critical_path_test
    union all by name
    select
        status_date,
        project_id,
        'critical_path_length_index' as measure,
        numerator as found,
        denominator as of_all,
        reason
    from critical_path_length_index
    union all by name
    select
        status_date,
        project_id,
        'baseline_execution_index' as measure,
        numerator as found,
        denominator as of_all,
        reason
    from baseline_execution_index
    where detail = 'tasks'
),

plans as (
    select
        status_date,
        project_id,
        not bool_or(is_open) as is_done
    from detail_tasks
    group by status_date, project_id
),

kinds as (
    select
        unnest([
            'missing_logic', 'leads', 'lags', 'other_links', 'hard_constraints', 'high_float',
            'negative_float', 'long_tasks', 'invalid_dates', 'unassigned_tasks', 'missed_tasks',
            'critical_path_test', 'critical_path_length_index', 'baseline_execution_index'
        ]) as measure,
        unnest(range(1, 15)) as check_number
),

checks as (
    select
        plans.*,
        kinds.measure,
        kinds.check_number,
        kinds.check_number >= 12 as is_index
    from plans
    cross join kinds
),

counted as (
    select
        checks.*,
        coalesce(shares.found, indices.found) as found,
        coalesce(shares.of_all, indices.of_all) as of_all,
        coalesce(shares.reason, indices.reason) as cause,
        coalesce(numbers_then.value[checks.measure || '_limit'], 1) as limit_value
    from checks
    inner join numbers_then on checks.status_date = numbers_then.status_date
    left join shares
        on
            checks.status_date = shares.status_date
            and checks.project_id = shares.project_id
            and checks.measure = shares.measure
    left join indices
        on
            checks.status_date = indices.status_date
            and checks.project_id = indices.project_id
            and checks.measure = indices.measure
),

judged as (
    select
        *,
        case
            when coalesce(of_all, 0) = 0 then null
            when is_index then found / of_all >= limit_value
            else found / of_all <= limit_value
        end as is_passed
    from counted
)

select
    status_date,
    project_id,
    measure,
    check_number,
    is_index,
    found,
    of_all,
    found / nullif(of_all, 0) as found_share,
    limit_value,
    null as value,
    case
        when is_passed is null then 'not assessable'
        when is_passed then 'passed'
        else 'failed'
    end as category,
    if(is_passed is null, null, category) as word,
    case
        when is_passed is not null then null
        when cause is not null then cause
        when is_done then 'complete'
        when measure = 'baseline_execution_index' then 'no_baseline'
        else 'zero_denominator'
    end as reason
from judged
