"""The lists of one plan of Microsoft Project, looked up in each other."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath

import polars as pl

from pipelines.book import Sheet, address
from pipelines.lists import ROW, List
from pipelines.months_of_work import NO_MONTHS, by_month, without_months
from pipelines.schedules import (
    MILESTONE,
    PROJECT,
    STATUS,
    dates,
    milestones,
    parents,
    percent,
    spans,
    troubled_links,
)
from pipelines.sources.microsoft_project_xml.fields import (
    days_of,
    is_default,
    kind_of,
    minutes_of,
    of_tenths,
)
from pmo.ledger import Issue

FIELDS = (
    "UID", "ID", "Name", "IsNull", "Active", "WBS", "OutlineNumber", "OutlineLevel", "Start",
    "Finish", "Duration", "ActualStart", "ActualFinish", "Baseline 0 Start", "Baseline 0 Finish",
    "PercentComplete", "Milestone", "Summary", "TotalSlack", "ConstraintType", "ConstraintDate",
)  # fmt: skip
KEPT = {f"Baseline {n} Finish": f"Milestones in baseline {n}" for n in range(1, 11)}  # header
CONSTRAINTS = {
    "0": "As soon as possible",
    "1": "As late as possible",
    "2": "Must start on",
    "3": "Must finish on",
    "4": "Start no earlier than",
    "5": "Start no later than",
    "6": "Finish no earlier than",
    "7": "Finish no later than",
}
LINKS = {"0": "FF", "1": "FS", "2": "SF", "3": "SS"}
LEFT, DONE = "1", "2"  # kinds of timephased data: work that is left, work that was done
PERCENT_LAGS = ("19", "20", "51", "52")  # lags in percent of the predecessor


class Plan:
    """Lists of one plan, looked up in each other."""

    def __init__(self, lists: Mapping[str, List], file: str) -> None:
        self._lists = lists
        self._tasks = self._seen()
        header = self._frame("Project", "Title", "Name", "StatusDate")
        self._status = days_of(header, "StatusDate")["StatusDate"].head(1).to_list() or [None]
        self._name = self._named(header, file)

    def _frame(self, name: str, *fields: str) -> pl.DataFrame:
        """Texts of some fields of a list; nothing where the file lacks it."""
        if name in self._lists:
            return self._lists[name].frame(*fields)
        return pl.DataFrame(schema={ROW: pl.Int32, **dict.fromkeys(fields, pl.String())})

    def _named(self, header: pl.DataFrame, file: str) -> str:
        """Name of the project: its title, that of the first summary, or that of the file."""
        title = header["Title"].head(1).drop_nulls()
        top = self._tasks.filter(pl.col("level") == 0)["name"].head(1).drop_nulls()
        given = [name for name in (*title, *top) if not is_default(name)]
        return given[0] if given else PurePath(file).stem

    def _whose(self) -> list[pl.Expr]:
        """Project and status date, which hold for every record of the plan."""
        return [
            pl.lit(self._name).alias(PROJECT),
            pl.lit(self._status[0], pl.Date).alias(STATUS),
        ]

    def _seen(self) -> pl.DataFrame:
        """Tasks with the dates, kind and parent that a reader sees."""
        tasks = self._frame("Task", *FIELDS)
        plain = days_of(
            tasks, "Start", "Finish", "ActualStart", "ActualFinish", "Baseline 0 Start",
            "Baseline 0 Finish", "ConstraintDate",
        )  # fmt: skip
        plain = plain.rename(
            {
                "UID": "id",
                "Name": "name",
                "Start": "start",
                "Finish": "finish",
                "ActualStart": "actual_start",
                "ActualFinish": "actual_finish",
                "Baseline 0 Start": "baseline_start",
                "Baseline 0 Finish": "baseline_finish",
            }
        ).with_columns(level=pl.col("OutlineLevel").cast(pl.Int32, strict=False))
        is_line = (pl.col("IsNull") == "1").fill_null(value=False)
        outline = plain.filter(~is_line)
        above = pl.Series("parent", parents(outline["id"], outline["level"]), pl.String)
        next_level = outline["level"].shift(-1).fill_null(-1)
        is_above = pl.Series("is_above", next_level > outline["level"].fill_null(0))
        outline = outline.select(ROW).with_columns(above, is_above)
        plain = plain.join(outline, on=ROW, how="left", maintain_order="left")
        return plain.with_columns(kind=kind_of(plain))

    def left(self, name: str) -> Sheet:
        """Sheet of a list of which nothing is loaded."""
        only = self._lists[name]
        return only.beside(pl.DataFrame({ROW: only.rows}))

    def project(self) -> Sheet:
        """Project with the dates of its tasks; its manager and currency stand in the file."""
        is_work = (pl.col("kind") != "summary") & _why_aside().is_null()
        leaves = self._tasks.filter(is_work).with_columns(of=pl.lit(1))
        whole = spans(leaves, "of").drop("of")
        header = self._frame("Project", "Manager")
        if whole.is_empty():
            whole = spans(self._tasks.with_columns(of=pl.lit(1)), "of").drop("of")
            whole = pl.concat([whole, whole.clear(n=1)]).head(1)
        added = pl.concat([header, whole], how="horizontal").select(
            ROW,
            *self._whose(),
            pl.lit(self._name).alias("Project name"),
            pl.col("Manager").alias("Project manager"),
            *dates(),
        )
        return self._lists["Project"].beside(added, subject=self._name)

    def tasks(self) -> Sheet:
        """Tasks; blank lines of the plan and inactive tasks are set aside."""
        tasks = self._tasks.join(self._first_people(), on="id", how="left", maintain_order="left")
        constraint = pl.col("ConstraintType").replace(CONSTRAINTS)
        has_date = pl.col("ConstraintType").is_in(["2", "3", "4", "5", "6", "7"])
        added = tasks.select(
            ROW,
            *self._whose(),
            pl.col("parent").alias("Parent"),
            pl.col("kind").alias("Kind"),
            pl.coalesce("WBS", "OutlineNumber").alias("Place in the breakdown"),
            *dates(),
            percent(pl.col("PercentComplete").cast(pl.Float64, strict=False)).alias(
                "Percent complete"
            ),
            of_tenths("TotalSlack").alias("Total slack (minutes)"),
            constraint.alias("Constraint"),
            pl.when(has_date).then("ConstraintDate").alias("Constraint date"),
            "Assignee",
            *milestones(pl.col("kind") == MILESTONE, project=pl.lit(self._name)),
        )
        added = added.join(self._kept(), on=ROW, how="left", maintain_order="left")
        aside = tasks.select(ROW, why=_why_aside()).drop_nulls()
        return self._lists["Task"].beside(
            added, set_aside=dict(aside.iter_rows()), subject=self._name
        )

    def _kept(self) -> pl.DataFrame:
        """Dates of the milestones in the baselines that were kept besides the current one."""
        marked = self._tasks.filter(pl.col("kind") == MILESTONE).select(ROW)
        kept = days_of(self._frame("Task", *KEPT), *KEPT).rename(KEPT)
        return kept.join(marked, on=ROW, how="semi", maintain_order="left")

    def _first_people(self) -> pl.DataFrame:
        """Person who is assigned first to each task; the others stand in the assignments."""
        return (
            self._named_work()
            .drop_nulls("Person")
            .group_by(id="TaskUID", maintain_order=True)
            .agg(Assignee=pl.col("Person").first())
        )

    def _named_work(self) -> pl.DataFrame:
        """Assignments with the name of the person."""
        fields = ("UID", "TaskUID", "ResourceUID", "Start", "Finish", "Work")
        names = self._people().select("UID", Person="Name")
        work = self._frame("Assignment", *fields)
        return work.join(
            names.unique("UID", keep="first").rename({"UID": "ResourceUID"}),
            on="ResourceUID",
            how="left",
            maintain_order="left",
        )

    def _people(self) -> pl.DataFrame:
        """Resources that are people: neither material, cost nor a blank line."""
        resources = self._frame("Resource", "UID", "Name", "IsNull", "Type", "Group")
        is_person = pl.col("Type").fill_null("1") == "1"
        is_line = (pl.col("IsNull") == "1").fill_null(value=False)
        return resources.filter(is_person & ~is_line & pl.col("Name").is_not_null())

    def links(self) -> Sheet:
        """Links with their kind in two letters and their lag in minutes."""
        links = self._frame("PredecessorLink", "Type", "LinkLag", "LagFormat")
        is_share = pl.col("LagFormat").is_in(PERCENT_LAGS).fill_null(value=False)
        added = links.select(
            ROW,
            *self._whose(),
            pl.col("Type").replace(LINKS).fill_null("FS").alias("Link type"),
            pl.when(~is_share).then(of_tenths("LinkLag")).alias("Lag (minutes)"),
        )
        return self._lists["PredecessorLink"].beside(added, subject=self._name)

    def troubled_links(self) -> Iterator[Issue]:
        """List the links to tasks of other plans, to themselves and in circles."""
        if "PredecessorLink" in self._lists:
            ends = ("PredecessorUID", "TaskUID")
            links = self._lists["PredecessorLink"]
            yield from troubled_links(links, ends, self._tasks["id"])

    def people(self) -> Sheet:
        """People; material, costs and the resource that stands for nobody are set aside."""
        every = self._frame("Resource", "UID")
        named = self._people().select(ROW, Person="Name")
        others = every.join(named, on=ROW, how="anti")[ROW].to_list()
        every = every.join(named, on=ROW, how="left", maintain_order="left")
        return self._lists["Resource"].beside(
            every.select(ROW, *self._whose(), "Person"),
            set_aside=dict.fromkeys(others, "no person: material, a cost or an empty line"),
            subject=self._name,
        )

    def assignments(self) -> Sheet:
        """Assignments of people with their work by month."""
        work = self._named_work()
        months = by_month(self._work_spans(work))
        added = work.select(ROW, *self._whose(), "Person")
        added = added.join(months, on=ROW, how="left", maintain_order="left")
        nobody = work.filter(pl.col("Person").is_null())[ROW]
        aside = dict.fromkeys(without_months(work, months), NO_MONTHS)
        aside |= dict.fromkeys(nobody, "work that no person is assigned to")
        return self._lists["Assignment"].beside(added, set_aside=aside, subject=self._name)

    def on_summaries(self) -> Iterator[Issue]:
        """List the work that stands on summaries: it counts besides that of the tasks in them."""
        summaries = self._tasks.filter(pl.col("kind") == "summary").select(TaskUID="id")
        found = self._named_work().drop_nulls("Person").join(summaries, on="TaskUID", how="semi")
        place = self._lists["Assignment"].places["TaskUID"] if found.height else 0
        message = (
            "The work is assigned to a summary and counts besides that of the tasks in it. Move it "
            "to those tasks."
        )
        for row, task in found.select(ROW, "TaskUID").iter_rows():
            cell = address(row, place)
            yield Issue("Assignment", cell, "assigned_to_summary", task, message)

    def _work_spans(self, work: pl.DataFrame) -> pl.DataFrame:
        """Work by day where the file says so, else from the first to the last day of the task."""
        phased = self._frame("TimephasedData", "AssignmentUID", "Type", "Start", "Finish", "Value")
        phased = phased.filter(pl.col("Type").is_in([LEFT, DONE])).drop(ROW)
        phased = phased.join(
            work.select(ROW, AssignmentUID="UID").unique("AssignmentUID", keep="first"),
            on="AssignmentUID",
            how="inner",
        )
        begins, ends = (
            pl.col(name).str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False)
            for name in ("Start", "Finish")
        )
        further_days = (ends - begins - pl.duration(seconds=1)).dt.total_days()
        by_day = phased.select(
            ROW,
            start=begins.dt.date(),
            finish=begins.dt.date() + pl.duration(days=further_days.clip(0)),
            minutes=minutes_of("Value"),
        )
        tasks = self._tasks.select(TaskUID="id", begins="start", ends="finish").unique("TaskUID")
        whole = days_of(work, "Start", "Finish").join(by_day, on=ROW, how="anti")
        whole = whole.join(tasks, on="TaskUID", how="left", maintain_order="left").select(
            ROW,
            start=pl.coalesce("Start", "begins"),
            finish=pl.coalesce("Finish", "ends"),
            minutes=minutes_of("Work"),
        )
        return pl.concat([by_day, whole])


def _why_aside() -> pl.Expr:
    """Why a record is no task of the plan; null where it is one."""
    return (
        pl.when(pl.col("IsNull") == "1")
        .then(pl.lit("a blank line of the plan"))
        .when(pl.col("Active") == "0")
        .then(pl.lit("an inactive task"))
    )
