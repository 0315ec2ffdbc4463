"""The tables of one Primavera export, looked up in each other."""

from collections.abc import Iterator, Mapping

import polars as pl

from pipelines.book import Sheet
from pipelines.lists import ROW, List
from pipelines.months_of_work import NO_MONTHS, by_month, without_months
from pipelines.schedules import (
    MILESTONE,
    PROJECT,
    STATUS,
    dates,
    day,
    milestones,
    spans,
    troubled_links,
)
from pipelines.sources.primavera_xer.fields import (
    is_critical,
    number,
    path,
    percent_complete,
    total_of,
)
from pmo.ledger import Issue

TASK_KINDS = {
    "TT_Task": "task",
    "TT_Rsrc": "task",
    "TT_Mile": "milestone",
    "TT_FinMile": "milestone",
    "TT_LOE": "level of effort",
    "TT_WBS": "summary",
}
STATES = {"TK_NotStart": "Not started", "TK_Active": "In progress", "TK_Complete": "Completed"}
CONSTRAINTS = {  # as Primavera shows them
    "CS_MSO": "Start on",
    "CS_MSOA": "Start on or after",
    "CS_MSOB": "Start on or before",
    "CS_MEO": "Finish on",
    "CS_MEOA": "Finish on or after",
    "CS_MEOB": "Finish on or before",
    "CS_ALAP": "As late as possible",
    "CS_MANDSTART": "Mandatory start",
    "CS_MANDFIN": "Mandatory finish",
}
UNCONSTRAINED = "None"  # a blank field says so; a file without the field says nothing
NO_PERSON = "no person: equipment or material"
TASK_FIELDS = (
    "task_id", "proj_id", "wbs_id", "task_code", "task_name", "task_type", "status_code",
    "complete_pct_type", "phys_complete_pct", "target_drtn_hr_cnt", "remain_drtn_hr_cnt",
    "act_work_qty", "remain_work_qty", "act_equip_qty", "remain_equip_qty", "total_float_hr_cnt",
    "driving_path_flag", "act_start_date", "act_end_date", "early_start_date", "early_end_date",
    "target_start_date", "target_end_date", "cstr_type", "cstr_date",
)  # fmt: skip


class Plan:
    """Tables of one file, looked up in each other."""

    def __init__(self, lists: Mapping[str, List]) -> None:
        self._lists = lists
        self._known = self._projects()
        self._tasks = self._activities()

    def _frame(self, table: str, *fields: str) -> pl.DataFrame:
        """Texts of some fields of a table; nothing where the file lacks it."""
        if table in self._lists:
            return self._lists[table].frame(*fields)
        return pl.DataFrame(schema={ROW: pl.Int32, **dict.fromkeys(fields, pl.String())})

    @property
    def _subject(self) -> str:
        """Short names of the projects, which tell files of one database apart."""
        live = self._known.filter(pl.col("baseline_of").is_null())
        return "\n".join(sorted(live["proj_short_name"].drop_nulls()))

    def _projects(self) -> pl.DataFrame:
        """Projects with the one whose baseline they are, and the date for which they speak."""
        fields = ("proj_id", "proj_short_name", "last_recalc_date", "sum_base_proj_id",
                  "orig_proj_id", "project_flag", "critical_drtn_hr_cnt",
                  "critical_path_type")  # fmt: skip
        own = self._frame("PROJECT", *fields).unique("proj_id", keep="first", maintain_order=True)
        named = own.select(proj_id="sum_base_proj_id", by="proj_id").drop_nulls()
        is_copy = pl.col("project_flag") == "N"
        copies = own.filter(is_copy).select("proj_id", by="orig_proj_id").drop_nulls()
        bases = (
            pl.concat([named, copies])
            .filter(pl.col("proj_id") != pl.col("by"))
            .unique("proj_id", keep="first", maintain_order=True)
        )
        live = own.select(by="proj_id", baseline_of="proj_short_name", live_date="last_recalc_date")
        known = own.join(bases, on="proj_id", how="left", maintain_order="left")
        known = known.join(live, on="by", how="left", maintain_order="left")
        names = self._frame("PROJWBS", "proj_id", "proj_node_flag", "wbs_name")
        names = names.filter(proj_node_flag="Y").unique("proj_id", keep="first")
        known = known.join(names.drop(ROW), on="proj_id", how="left", maintain_order="left")
        return known.with_columns(status_date=day(pl.coalesce("live_date", "last_recalc_date")))

    def _activities(self) -> pl.DataFrame:
        """Activities with the dates, progress and places that a reader of the plan sees."""
        tasks = self._frame("TASK", *TASK_FIELDS)
        projects = self._known.select(
            "proj_id", "proj_short_name", "status_date", "baseline_of", "critical_drtn_hr_cnt",
            "critical_path_type",
        )  # fmt: skip
        tasks = tasks.join(projects, on="proj_id", how="left", maintain_order="left")
        tasks = tasks.join(self._wbs(), on="wbs_id", how="left", maintain_order="left")
        tasks = tasks.with_columns(
            id="task_id",
            name="task_name",
            kind=pl.col("task_type").replace_strict(TASK_KINDS, default="task"),
            start=day(pl.coalesce("act_start_date", "early_start_date", "target_start_date")),
            finish=day(pl.coalesce("act_end_date", "early_end_date", "target_end_date")),
            actual_start=day(pl.col("act_start_date")),
            actual_finish=day(pl.col("act_end_date")),
            planned_start=day(pl.coalesce("target_start_date", "early_start_date")),
            planned_finish=day(pl.coalesce("target_end_date", "early_end_date")),
        )
        return tasks.join(self._baselines(tasks), on=["proj_id", "task_code"], how="left",
                          maintain_order="left")  # fmt: skip

    def _baselines(self, tasks: pl.DataFrame) -> pl.DataFrame:
        """Planned dates of the baseline's activity of the same code, by the live project."""
        bases = self._known.filter(pl.col("by").is_not_null()).select("proj_id", "by")
        chosen = self._known.select(by="proj_id", chosen_base="sum_base_proj_id")
        bases = bases.join(chosen, on="by", how="left").filter(
            pl.col("chosen_base").is_null() | (pl.col("chosen_base") == pl.col("proj_id"))
        )
        bases = bases.unique("by", keep="first", maintain_order=True)
        of_base = tasks.join(bases.select("proj_id", "by"), on="proj_id", how="inner")
        return of_base.select(
            "task_code",
            proj_id="by",
            baseline_start="planned_start",
            baseline_finish="planned_finish",
        ).unique(["proj_id", "task_code"], keep="first")

    def _wbs(self) -> pl.DataFrame:
        """Place of each node in the breakdown, as short names with points between them."""
        nodes = self._frame("PROJWBS", "wbs_id", "parent_wbs_id", "wbs_short_name")
        names = dict(nodes.select("wbs_id", "wbs_short_name").iter_rows())
        above = dict(nodes.select("wbs_id", "parent_wbs_id").iter_rows())
        paths = {node: path(node, names, above) for node in names}
        return pl.DataFrame(
            {"wbs_id": list(paths), "path": list(paths.values())},
            schema={"wbs_id": pl.String, "path": pl.String},
        )

    def projects(self) -> Sheet:
        """Projects with the dates of their activities."""
        tasks = self._tasks.filter(pl.col("kind") != "level of effort")
        known = self._known.join(
            spans(tasks, "proj_id"), on="proj_id", how="left", maintain_order="left"
        )
        added = known.select(
            ROW,
            pl.col("proj_short_name").alias(PROJECT),
            pl.col("wbs_name").alias("Project name"),
            pl.col("status_date").alias(STATUS),
            *dates(),
        )
        is_baseline = known.filter(pl.col("baseline_of").is_not_null())
        aside = {
            row: f"the baseline of {name}, whose activities have its dates"
            for row, name in is_baseline.select(ROW, "baseline_of").iter_rows()
        }
        return self._lists["PROJECT"].beside(added, set_aside=aside, subject=self._subject)

    def activities(self) -> Sheet:
        """Activities; milestones of projects that are no baseline fill milestones too."""
        tasks = self._tasks
        is_milestone = (pl.col("kind") == MILESTONE) & pl.col("baseline_of").is_null()
        added = tasks.join(self._first_people(), on="task_id", how="left", maintain_order="left")
        added = added.select(
            ROW,
            pl.col("proj_short_name").alias(PROJECT),
            pl.col("status_date").alias(STATUS),
            pl.col("kind").alias("Kind"),
            pl.col("path").alias("WBS"),
            pl.col("status_code").replace(STATES).alias("State"),
            *dates(),
            percent_complete().alias("Percent complete"),
            self._constraint().alias("Constraint"),
            day(pl.col("cstr_date")).alias("Constraint date"),
            is_critical().alias("Critical"),
            total_of("act_work_qty", "remain_work_qty").alias("Work (h)"),
            "Assignee",
            *milestones(is_milestone, project=pl.col("proj_short_name")),
        )
        return self._lists["TASK"].beside(added, subject=self._subject)

    def _constraint(self) -> pl.Expr:
        blank = UNCONSTRAINED if "cstr_type" in self._lists["TASK"].places else None
        return pl.col("cstr_type").replace(CONSTRAINTS).fill_null(pl.lit(blank, pl.String))

    def _first_people(self) -> pl.DataFrame:
        """Person who is assigned first to each activity; the others stand in the assignments."""
        names = self._people().select("rsrc_id", "rsrc_name")
        return (
            self._frame("TASKRSRC", "task_id", "rsrc_id")
            .join(names, on="rsrc_id", how="inner", maintain_order="left")
            .group_by("task_id", maintain_order=True)
            .agg(Assignee=pl.col("rsrc_name").first())
        )

    def _people(self) -> pl.DataFrame:
        """Resources that are people."""
        fields = ("rsrc_id", "rsrc_name", "rsrc_type")
        people = self._frame("RSRC", *fields).filter(
            pl.col("rsrc_type").fill_null("RT_Labor") == "RT_Labor"
        )
        return people.unique("rsrc_id", keep="first", maintain_order=True)

    def relationships(self) -> Sheet:
        """Relationships with the project of their successor and the kind in two letters."""
        links = self._frame("TASKPRED", "task_id", "pred_type")
        places = self._tasks.select("task_id", "proj_short_name", "status_date").unique("task_id")
        added = links.join(places, on="task_id", how="left", maintain_order="left").select(
            ROW,
            pl.col("proj_short_name").alias(PROJECT),
            pl.col("status_date").alias(STATUS),
            pl.col("pred_type").str.strip_prefix("PR_").alias("Link type"),
        )
        return self._lists["TASKPRED"].beside(added, subject=self._subject)

    def troubled_links(self) -> Iterator[Issue]:
        """List the relationships to activities elsewhere, to themselves and in circles."""
        if "TASKPRED" in self._lists:
            ends = ("pred_task_id", "task_id")
            yield from troubled_links(self._lists["TASKPRED"], ends, self._tasks["task_id"])

    def assignments(self) -> Sheet:
        """Assignments of people with their work by month: what was done and what is left."""
        fields = ("task_id", "proj_id", "rsrc_id", "role_id", "target_qty", "remain_qty",
                  "act_reg_qty", "act_ot_qty", "target_start_date", "target_end_date",
                  "act_start_date", "act_end_date", "restart_date", "reend_date")  # fmt: skip
        work = self._frame("TASKRSRC", *fields)
        tasks = self._tasks.select("task_id", "start", "finish", "proj_short_name", "status_date",
                                   "baseline_of")  # fmt: skip
        work = work.join(tasks.unique("task_id"), on="task_id", how="left", maintain_order="left")
        work = work.join(self._people().drop(ROW), on="rsrc_id", how="left", maintain_order="left")
        roles = self._frame("ROLES", "role_id", "role_name").drop(ROW)
        work = work.join(roles.unique("role_id"), on="role_id", how="left", maintain_order="left")
        total = number("act_reg_qty").fill_null(0) + number("act_ot_qty").fill_null(0)
        total = total + number("remain_qty").fill_null(0)
        hours = pl.when(total > 0).then(total).otherwise(number("target_qty"))
        begin = day(pl.coalesce("act_start_date", "restart_date", "target_start_date"))
        end = day(pl.coalesce("act_end_date", "reend_date", "target_end_date"))
        done_or_left = work.select(
            ROW,
            start=pl.coalesce(begin, "start"),
            finish=pl.coalesce(end, "finish"),
            minutes=(hours * 60).round().cast(pl.Int64),
        )
        added = work.select(
            ROW,
            pl.col("proj_short_name").alias(PROJECT),
            pl.col("status_date").alias(STATUS),
            pl.col("rsrc_name").alias("Person"),
            pl.col("role_name").alias("Role"),
        )
        months = by_month(done_or_left)
        added = added.join(months, on=ROW, how="left", maintain_order="left")
        is_nobody = pl.col("rsrc_name").is_null() & pl.col("role_name").is_null()
        is_copy = pl.col("baseline_of").is_not_null()
        aside = (
            dict.fromkeys(without_months(work, months), NO_MONTHS)
            | dict.fromkeys(work.filter(is_nobody)[ROW], NO_PERSON)
            | dict.fromkeys(work.filter(is_copy)[ROW], "work of a baseline")
        )
        return self._lists["TASKRSRC"].beside(added, set_aside=aside, subject=self._subject)

    def resources(self) -> Sheet:
        """People of the plan; equipment and material are set aside."""
        known = self._frame("RSRC", "rsrc_id")
        others = known.join(self._people(), on="rsrc_id", how="anti")
        dates = self._known.filter(pl.col("baseline_of").is_null())["status_date"].unique()
        own = dates[0] if dates.len() == 1 else None
        return self._lists["RSRC"].beside(
            known.select(ROW, pl.lit(own, pl.Date).alias(STATUS)),
            set_aside=dict.fromkeys(others[ROW].to_list(), NO_PERSON),
            subject=self._subject,
        )
