"""Relations that metrics read besides the tables: dates asked, standards, shared steps."""

# The dates asked for that files speak for: of any other date nothing is known.
ASKED = """
    select
        d.status_date,
        (
            select max(earlier.status_date)
            from status_dates as earlier
            where earlier.status_date < d.status_date
        ) as previous_date
    from status_dates as d
    where d.status_date in (select unnest($dates::date[]))
"""
OF_MONTHS = """
    select r.*
    from ({text}) as r
    where
        r.month_date >= date_trunc('month', r.status_date) + to_months({months[0]})
        and r.month_date < date_trunc('month', r.status_date) + to_months({months[1]} + 1)
"""
SHIPPED = {  # relations that come from the standards, not from files
    "working_days": "select day_date, working_index from calendars where calendar_id = $calendar",
    "default_calendar": "select $calendar as calendar_id",
    "words": """
        select
            unnest($word_lists::varchar[]) as word_list,
            unnest($word_texts::varchar[]) as word,
            unnest($word_values::varchar[]) as meaning
    """,
    "numbers": """
        select
            unnest($number_rules::varchar[]) as rule,
            unnest($number_froms::date[]) as from_date,
            unnest($number_untils::date[]) as until_date,
            unnest($number_values::double[]) as value
    """,
}
TASK_CHECKS = (  # checks of a schedule that look at single tasks, each a metric of that name
    "missing_logic", "leads", "lags", "other_links", "hard_constraints", "high_float",
    "negative_float", "long_tasks", "invalid_dates", "unassigned_tasks", "missed_tasks",
)  # fmt: skip
DERIVED = {  # relations that several metrics read, made from tables on the dates asked
    # Budget lines of each project and measure. A whole-life amount and the sum of the months are
    # two statements of one thing: they stand beside each other and are never added.
    "budget_totals": """
        select
            budget_lines.status_date,
            budget_lines.project_id,
            budget_lines.measure,
            cast(sum(amount) filter (where period_kind = 'life') as bigint) as life_amount,
            cast(sum(amount) filter (where period_kind = 'month') as bigint) as month_amount,
            cast(sum(amount) filter (
                where period_kind = 'month' and period_start_date <= budget_lines.status_date
            ) as bigint) as amount_so_far,
            cast(sum(amount) filter (
                where period_kind = 'month' and period_start_date > budget_lines.status_date
            ) as bigint) as amount_ahead,
            coalesce(life_amount, month_amount) as whole_amount,
            min(currency) as currency,
            if(life_amount is null, 'month', 'life') as period_kind,  -- of whole_amount
            min(currency) <> max(currency) as is_mixed
        from budget_lines
        inner join asked on budget_lines.status_date = asked.status_date
        group by budget_lines.status_date, budget_lines.project_id, budget_lines.measure
    """,
    # Projects that the files of a status date know: of the register, and those with money alone.
    "known_projects": """
        select projects.status_date, projects.project_id
        from projects
        inner join asked on projects.status_date = asked.status_date
        union
        select status_date, project_id
        from budget_totals
    """,
    # The dated numbers of the standards, by rule: numbers_then.value['report_age_green'].
    "numbers_then": """
        select asked.status_date, map(list(numbers.rule), list(numbers.value)) as value
        from asked
        inner join numbers
            on asked.status_date >= numbers.from_date and asked.status_date < numbers.until_date
        group by asked.status_date
    """,
    # Links of each project between two of its own tasks. A link stated without a project belongs
    # to every project that holds both tasks; one on a sheet with tasks ties tasks of that sheet.
    "project_links": """
        select distinct
            task_links.status_date,
            first_task.project_id,
            task_links.predecessor_id,
            task_links.successor_id,
            task_links.link_kind,
            task_links.lag_minutes
        from task_links
        inner join asked on task_links.status_date = asked.status_date
        inner join tasks as first_task
            on
                task_links.status_date = first_task.status_date
                and task_links.load_id is not distinct from first_task.load_id
                and task_links.predecessor_id = first_task.task_id
                and coalesce(task_links.project_id, first_task.project_id) = first_task.project_id
        inner join tasks as next_task
            on
                task_links.status_date = next_task.status_date
                and task_links.load_id is not distinct from next_task.load_id
                and task_links.successor_id = next_task.task_id
                and first_task.project_id = next_task.project_id
        left join (select distinct status_date, load_id, source_sheet from tasks) as task_sheets
            on
                task_links.status_date = task_sheets.status_date
                and task_links.load_id is not distinct from task_sheets.load_id
                and task_links.source_sheet is not distinct from task_sheets.source_sheet
        where
            task_sheets.status_date is null
            or (
                task_links.source_sheet is not distinct from first_task.source_sheet
                and task_links.source_sheet is not distinct from next_task.source_sheet
            )
    """,
    # Links as a reader says them: "Design FS +2 d".
    "named_links": """
        select
            project_links.*,
            concat(
                coalesce(earlier.task_name, project_links.predecessor_id),
                ' ',
                coalesce(project_links.link_kind, 'FS'),
                case
                    when project_links.lag_minutes > 0 then ' +'
                    when project_links.lag_minutes < 0 then ' ' || chr(8722)  -- a true minus sign
                end,
                if(
                    project_links.lag_minutes <> 0,
                    format('{:g} d', round(abs(project_links.lag_minutes) / 480, 1)),
                    null
                )
            ) as words
        from project_links
        left join tasks as earlier
            on
                project_links.status_date = earlier.status_date
                and project_links.project_id = earlier.project_id
                and project_links.predecessor_id = earlier.task_id
    """,
    # Tasks that are worked on themselves, with what their project's plan states at all. A project
    # that its own file does not name as one, such as a copy kept as baseline, has no plan.
    "detail_tasks": """
        select
            tasks.* replace (
                coalesce(tasks.task_kind, 'task') as task_kind,
                coalesce(tasks.task_name, tasks.task_id) as task_name
            ),
            tasks.actual_finish_date is null
            and coalesce(tasks.percent_complete_share, 0) < 1 as is_open,
            tasks.actual_start_date is not null
            or coalesce(tasks.percent_complete_share, 0) > 0 as has_begun,
            linked.project_id is not null as has_links,
            bool_or(tasks.constraint_kind is not null) over (
                partition by tasks.status_date, tasks.project_id
            ) as states_constraints,
            bool_or(tasks.assignee is not null) over (
                partition by tasks.status_date, tasks.project_id
            ) as states_people,
            bool_or(tasks.baseline_finish_date is not null) over (
                partition by tasks.status_date, tasks.project_id
            ) as states_baseline,
            bool_or(
                tasks.actual_start_date is not null or tasks.percent_complete_share is not null
            ) over (partition by tasks.status_date, tasks.project_id) as states_progress
        from tasks
        inner join asked on tasks.status_date = asked.status_date
        left join projects
            on
                tasks.status_date = projects.status_date
                and tasks.project_id = projects.project_id
        left join (
            select distinct tasks.status_date, tasks.load_id
            from tasks
            inner join projects
                on
                    tasks.status_date = projects.status_date
                    and tasks.project_id = projects.project_id
        ) as named
            on
                tasks.status_date = named.status_date
                and tasks.load_id is not distinct from named.load_id
        left join (select distinct status_date, project_id from project_links) as linked
            on
                tasks.status_date = linked.status_date
                and tasks.project_id = linked.project_id
        where
            tasks.project_id is not null
            and coalesce(tasks.task_kind, 'task') in ('task', 'milestone')
            and (projects.project_id is not null or named.status_date is null)
    """,
    # What each check says of each task that it looks at.
    "task_checks": " union all by name ".join(
        f"select '{name}' as measure, {name}.* from {name}" for name in TASK_CHECKS
    ),
}
NEEDS = {
    "working_days": ("calendars",),
    "budget_totals": ("budget_lines",),
    "known_projects": ("projects", "budget_totals"),
    "numbers_then": ("numbers",),
    "project_links": ("tasks", "task_links"),
    "named_links": ("project_links", "tasks"),
    "detail_tasks": ("tasks", "projects", "project_links"),
    "task_checks": TASK_CHECKS,
}
KEPT = (
    "budget_totals",
    "project_links",
    "named_links",
    "detail_tasks",
)  # with metrics that say so: computed once for all their readers
