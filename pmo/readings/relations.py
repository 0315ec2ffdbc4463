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
}
NEEDS = {
    "working_days": ("calendars",),
    "budget_totals": ("budget_lines",),
    "known_projects": ("projects", "budget_totals"),
    "numbers_then": ("numbers",),
    "project_links": ("tasks", "task_links"),
}
KEPT = (
    "budget_totals",
    "project_links",
)  # with metrics that say so: computed once for all their readers
