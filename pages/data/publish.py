"""Publish: is the month complete, and what has changed since it was published?"""

import polars as pl
import streamlit as st

from pages import Page
from pages.data._restated import restated_figures
from pages.parts.emphasis import emphasis
from pages.parts.empty import nothing_reported
from pages.parts.readings import contents_of, kept, publication, read, rows, warehouse
from pages.parts.table import WIDE, table
from pages.parts.text import counted, plain
from pages.parts.your_name import your_name
from pmo.publication import publish
from pmo.readings.change import day_in_words
from pmo.readings.words import REASONS
from pmo.selection import Selection

CHECKED = (
    "computed_health", "finish_slippage", "milestone_slippage", "current_budget", "actual_to_date",
    "forecast_at_completion", "variance_at_completion", "overdue_critical_risks",
    "utilization_actual",
)  # fmt: skip
NOT_OWED = ("not_applicable", "not_started", "on_hold", "complete")
MOST_NAMES = 5


def draw(selection: Selection) -> None:
    """Show what is missing, let a person publish the status date, and list what changed since."""
    if read("active_projects", selection).is_empty:
        nothing_reported(selection)
        return
    if selection.group is not None or selection.projects:
        st.caption("A status date is published for the whole organisation, whatever is filtered.")
    _missing(selection)
    _publishing(selection)
    restated_figures(selection)


def _missing(selection: Selection) -> None:
    late, gaps = _late(selection), _gaps(selection)
    with st.container(border=True):
        st.markdown("**What is missing**")
        if late:
            names = ", ".join(plain(name) for name in late)
            st.warning(f"{counted(len(late), 'project')} without a report on this date: {names}.")
        else:
            st.caption("Every project that was reported before is reported on this date.")
        if gaps.is_empty():
            st.caption("The figures of every page rest on all that they could rest on.")
            return
        table(
            gaps,
            key="gaps",
            columns={"Which": WIDE},
            alt="Figures that lack a value for some units: how many, why, and which.",
        )


@kept
def _late(selection: Selection) -> list[str]:
    """Projects that were reported before and are not on this date."""
    found = rows("report_age", selection).filter(pl.col("value") > 0)
    names = contents_of(selection).projects
    return sorted(names.get(key, key) for key in found["project_id"])


@kept
def _gaps(selection: Selection) -> pl.DataFrame:
    """Figures with units that have no value, by reason, the widest gap first."""
    found = []
    for name in CHECKED:
        metric = read(name, selection).metric
        units = rows(name, selection).filter(
            pl.col("measure").eq_missing(pl.lit(metric.headline.name))
        )
        is_missing = pl.col("value").is_null() & pl.col("word").is_null()
        is_owed = ~pl.col("reason").is_in(NOT_OWED)
        label = pl.coalesce(
            *(each for each in ("unit_name", "person_name", "project_name") if each in units),
            *(each for each in ("project_id", "person_id") if each in units),
        )
        missing = units.filter(is_missing & is_owed).group_by("reason").agg(
            Missing=pl.len(),
            Which=label.drop_nulls().unique().sort().head(MOST_NAMES).str.join(", "),
        )  # fmt: skip
        found.append(
            missing.select(
                pl.lit(metric.title).alias("Figure"),
                "Missing",
                pl.lit(units.height).alias("Of"),
                pl.col("reason").replace(REASONS).alias("Why"),
                "Which",
            )
        )
    return pl.concat(found, how="vertical_relaxed").sort("Missing", "Figure", descending=True)


def _publishing(selection: Selection) -> None:
    day = day_in_words(selection.status_date)
    done = publication(selection)
    with st.container(border=True):
        st.markdown(f"**Publish {day}**")
        if done is None:
            st.caption(
                "Publishing keeps every figure of this date as it stands now: as reported. Files "
                "that are loaded later change what is known, never what was reported."
            )
        else:
            when, who = done
            st.caption(
                f"Published on {day_in_words(when.date())} at {when:%H:%M} UTC by {plain(who)}. "
                "Publishing again keeps the figures of now beside the earlier ones."
            )
        by = your_name()
        label = "Publish" if done is None else "Publish again"
        if st.button(label, key="publish", type=emphasis(), icon=":material/verified:"):
            with st.spinner("Every figure of the date is being kept."):
                record = publish(warehouse(), selection.organisation, selection.status_date, by=by)
            st.toast(f"{record['readings']:,} figures of {day} are kept as reported.")
            st.rerun()


PAGE = Page(
    title="Publish",
    icon=":material/verified:",
    order=30,
    draw=draw,
    question="Is the month complete, and what changed since it was published?",
)
