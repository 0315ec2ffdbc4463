"""The plans of the selection: what they pass, when they end, and the checks of one of them."""

from typing import Any

import polars as pl
import streamlit as st

from pages.parts.readings import contents_of, kept, rows
from pages.parts.table import DAY, WIDE, table
from pages.parts.text import plain
from pmo.metrics import metric
from pmo.readings.words import REASONS, amount
from pmo.selection import Selection

MOST_ROWS = 200
RESULTS = {"passed": "✓ Passed", "failed": "✗ Failed", "not assessable": "\u2013 Not assessable"}
SHARES_TO = 11  # checks up to this one are shares with an upper limit, those after it indices


def plans(selection: Selection) -> None:
    """List the plans, that with most failed checks first: checks passed, and what the dates say."""
    found = _plans(selection)
    shown = min(found.height, MOST_ROWS)
    st.caption(f"{shown} of {found.height} plans, that with most failed checks first.")
    table(
        found.head(MOST_ROWS).drop("project_id"),
        key="plan_rows",
        columns={
            "Plan": st.column_config.TextColumn(width="medium"),
            "Failed": WIDE,
            **dict.fromkeys(("Baseline finish", "Forecast finish"), DAY),
        },
        alt="Plans with the checks they pass and fail, baseline and forecast finish.",
    )


def chosen_plan(selection: Selection) -> str:
    """Let the reader choose a plan, the worst at first; returns its project."""
    names = contents_of(selection).projects
    return st.selectbox(
        "Plan of",
        _plans(selection)["project_id"].to_list(),
        format_func=lambda key: names.get(key, key),
        key="plan_of",
        bind="query-params",
    )


def checks_of(selection: Selection, project: str) -> None:
    """Show every check of one plan: result, what was found, of how many, and the limit."""
    st.dataframe(
        _checks(selection, project),
        key="check_rows",
        placeholder="",
        hide_index=True,
        lazy=False,
        height="content",
        column_config={"What it looks at": st.column_config.TextColumn(width="large")},
        alt="Schedule checks of one plan with result, counts and limit.",
    )


@kept
def _plans(selection: Selection) -> pl.DataFrame:
    checks = rows("schedule_checks", selection).sort("check_number")
    is_failed = pl.col("category") == "failed"
    is_assessed = pl.col("category") != "not assessable"
    titles = titles_of(checks)
    dates = rows("critical_path_length_index", selection)
    return (
        checks.group_by("project_id")
        .agg(
            passed=(is_assessed & ~is_failed).sum(),
            assessed=is_assessed.sum(),
            Failed=pl.col("measure").filter(is_failed).replace(titles).str.join(", "),
        )
        .with_columns(failed=pl.col("assessed") - pl.col("passed"))
        .join(dates, on="project_id", how="left")
        .sort("failed", "passed", "project_id", descending=[True, False, False])
        .select(
            "project_id",
            pl.col("project_id").replace(contents_of(selection).projects).alias("Plan"),
            pl.format("{} of {}", "passed", "assessed").alias("Checks passed"),
            pl.col("baseline_finish_date").alias("Baseline finish"),
            pl.col("finish_date").alias("Forecast finish"),
            pl.col("float_days").map_elements(_late, pl.String).alias("Against baseline"),
            pl.col("remaining_days").map_elements(_remaining, pl.String).alias("Remaining"),
            "Failed",
        )
    )


@kept
def _checks(selection: Selection, project: str) -> pl.DataFrame:
    found = rows("schedule_checks", selection).filter(project_id=project).sort("check_number")
    return pl.DataFrame(
        [
            {
                "Check": metric(row["measure"]).title,
                "Result": RESULTS[row["category"]],
                "Found": _found(row),
                "Limit": _limit(row),
                "What it looks at": metric(row["measure"]).definition,
            }
            for row in found.iter_rows(named=True)
        ],
        schema=dict.fromkeys(("Check", "Result", "Found", "Limit", "What it looks at"), pl.String),
    )


def titles_of(checks: pl.DataFrame) -> dict[str, str]:
    """Title of each check by its name."""
    return {name: metric(name).title for name in checks["measure"].unique()}


def _found(row: dict[str, Any]) -> str:
    if row["reason"] is not None:
        return f"not known: {REASONS[str(row['reason'])]}"
    counts = f"{row['found']:g} of {row['of_all']:g}"
    if row["measure"] == "critical_path_test":
        return f"{counts} days"
    unit = "share" if row["check_number"] <= SHARES_TO else "ratio"
    return f"{amount(row['found_share'], unit)} ({counts})"


def _limit(row: dict[str, Any]) -> str:
    if row["measure"] == "critical_path_test":
        return "all"
    if row["check_number"] <= SHARES_TO:
        return f"at most {row['limit_value']:.0%}" if row["limit_value"] else "none allowed"
    return f"at least {amount(row['limit_value'], 'ratio')}"


def _remaining(days: float) -> str:
    return _days(days) if days >= 0 else "finish is past"


def _late(days: float) -> str:
    if days == 0:
        return "on plan"
    return f"{_days(abs(days))} {'early' if days > 0 else 'late'}"


def _days(days: float) -> str:
    return plain(amount(days, "working days"))
