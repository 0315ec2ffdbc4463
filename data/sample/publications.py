"""The six yearly publications, each in the shape of its time."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

from data.sample.chance import one_of
from data.sample.works import (
    CATEGORIES,
    ERROR,
    TO_BE_CONFIRMED,
    WITHHELD,
    YEARS,
    Works,
    has_error,
    lacks_end,
    published,
    withholds_money,
)

TRANSPOSED = (2021, 2022)
SEMICOLONS = (2025, 2026)
SMALL = 0.05  # of the budget
TWO_RATINGS = 2026  # the rating stands in one of two columns of one name
OPENINGS = ("The rating reflects", "Confidence follows from", "The assessment rests on")
REASONS = (
    "steady progress on site", "open questions about land", "a late supplier",
    "an agreed recovery plan", "the first works completed", "a new contract after tender",
)  # fmt: skip
AIMS = (
    "To replace what has reached the end of its life.", "To open access for a growing district.",
    "To make supply safe in dry and wet years.", "To bring services under one roof.",
)  # fmt: skip


def status_date(year: int) -> date:
    """Day for which the publication of the year speaks."""
    return date(year, 3, 31)


def write_publications(folder: Path) -> list[str]:
    """Write one file a year; returns the names in order."""
    names = []
    for year in YEARS:
        name = f"works {status_date(year)}.csv"
        rows = transposed(year) if year in TRANSPOSED else listed(year)
        text = StringIO(newline="")
        mark = ";" if year in SEMICOLONS else ","
        end = "\n" if year in TRANSPOSED else "\r\n"
        csv.writer(text, delimiter=mark, lineterminator=end).writerows(rows)
        (folder / name).write_bytes(text.getvalue().encode("cp1252"))
        names.append(name)
    return names


def transposed(year: int) -> list[list[str]]:
    """Fields down, projects across; a blank column and two blank rows at the end."""
    span = f"{year - 1}/{year}"
    labels = (
        "Project name",
        "Department",
        "RAG rating\n(Delivery confidence on one day, on a scale of five from Red to Green)",
        "Description / Aims \n",
        "Departmental commentary on the RAG rating.",
        "Project - Start Date\n(Latest approved start date)",
        "Project - End Date\n(Latest approved end date)",
        "Departmental narrative on schedule",
        f"{span} Budget (€million)",
        f"{span} Forecast (€million)",
        f"{span} Variance (€million)",
        f"{span} Variance %age",
        "Total budgeted whole life costs (€million)\n(including non-government costs)",
        "Departmental narrative on budgeted whole life costs",
    )
    columns = [labels, *(column(works, year) for works in published(year))]
    rows = [[*row, ""] for row in zip(*columns, strict=True)]
    blank = [""] * (len(columns) + 1)
    return [*rows, blank, blank]


def column(works: Works, year: int) -> tuple[str, ...]:
    """One project of a transposed publication."""
    money = withholds_money(works)
    budget, forecast = works.budget(year), works.forecast(year)
    lost = has_error(works, year)
    share = (forecast - budget) / budget
    variance = WITHHELD if money else ERROR if lost else f"{share:.2%}"
    is_told_in_words = year == TRANSPOSED[1] and abs(share) < SMALL
    return (
        works.name,
        works.department,
        works.rating(year),
        one_of(AIMS, "aim", works.number),
        comment(works, year),
        f"{works.start:%d/%m/%Y}",
        ending(works, year, "%d/%m/%Y"),
        schedule_comment(works, year),
        WITHHELD if money else f"{budget / 100:.2f}",
        WITHHELD if money else ERROR if lost else f"{forecast / 100:.2f}",
        WITHHELD if money else ERROR if lost else f"{(forecast - budget) / 100:.2f}",
        "Variance is less than 5%." if is_told_in_words else variance,
        WITHHELD if money else f"{works.whole_life(year) / 100:.2f}",
        "Costs as approved.",
    )


def listed(year: int) -> list[list[str]]:
    """Projects down, with the field names of a database."""
    rows = [fields(year)]
    for works in published(year):
        values = record(works, year)
        cells = [values[name] for name in rows[0]]
        if year == TWO_RATINGS:
            place = rows[0].index("colour_rating")
            in_first, in_second = works.number % 3 != 0, works.number % 3 != 1
            cells[place] = values["colour_rating"] if in_first else ""
            cells[place + 1] = values["colour_rating"] if in_second else ""
        rows.append(cells)
    return rows


def fields(year: int) -> list[str]:
    """Header of the year."""
    if year not in SEMICOLONS:
        return [
            "project_number", "project_name", "department", "colour_rating", "description_aims",
            "rating_comment", "start_date", "end_date", "schedule_comment", "yearly_budget",
            "yearly_forecast", "wlc_baseline_incl_NCG", "variance_comment", "budget_comment",
            "year",
        ]  # fmt: skip
    ratings = ["colour_rating"] * (2 if year == TWO_RATINGS else 1)
    forecast = "forecast_incl_NGC" if year == TWO_RATINGS else "yearly_forecast"
    return [
        "year", "project_number", "project_name", "department", "report_category",
        "description_aims", *ratings, "rating_comment", "start_date", "end_date",
        "schedule_comment", "total_baseline", forecast, "variance_comment",
        "wlc_baseline_incl_NCG", "budget_comment",
    ]  # fmt: skip


def record(works: Works, year: int) -> dict[str, str]:
    """One project by field name."""
    form = "%Y-%m-%d" if year in SEMICOLONS else "%d.%m.%y"
    secret = withholds_money(works)
    budget = WITHHELD if secret else euros(works.budget(year))
    forecast = ERROR if has_error(works, year) else euros(works.forecast(year))
    forecast = WITHHELD if secret else forecast
    return {
        "year": str(year),
        "project_number": works.key,
        "project_name": works.name,
        "department": works.department,
        "report_category": CATEGORIES[works.department],
        "description_aims": one_of(AIMS, "aim", works.number),
        "colour_rating": works.rating(year),
        "rating_comment": comment(works, year),
        "start_date": f"{works.start:{form}}",
        "end_date": ending(works, year, form),
        "schedule_comment": schedule_comment(works, year),
        "yearly_budget": budget,
        "total_baseline": budget,
        "yearly_forecast": forecast,
        "forecast_incl_NGC": forecast,
        "variance_comment": "The variance is less than 5%.",
        "wlc_baseline_incl_NCG": WITHHELD if secret else euros(works.whole_life(year)),
        "budget_comment": "Costs as approved.",
    }


def euros(ten_thousands: int) -> str:
    """Amount in millions as published, such as "€1,250.40"."""
    return f"€{ten_thousands / 100:,.2f}"


def ending(works: Works, year: int, form: str) -> str:
    """End as published."""
    return TO_BE_CONFIRMED if lacks_end(works, year) else f"{works.end(year):{form}}"


def comment(works: Works, year: int) -> str:
    """Two sentences about the rating; in the semicolon years they stand on lines of their own."""
    about = (works.number, year)
    gap = "\r\n- " if year == TWO_RATINGS else "\n- " if year in SEMICOLONS else " and "
    reasons = one_of(REASONS, "reason", *about), one_of(REASONS, "other reason", *about)
    return f"{one_of(OPENINGS, 'opening', *about)} {gap.join(reasons)}."


def schedule_comment(works: Works, year: int) -> str:
    """Whether the end has moved."""
    if year == works.joined:
        return "First publication."
    moved = (works.end(year) - works.end(year - 1)).days
    return f"End moved by {moved} days since last year." if moved else "Unchanged since last year."
