"""Register of a government's major projects, as data: one row per project and year.

The publication states every amount in millions; the symbol in the cells says of what.
"total_baseline" is the baseline of the year in spite of its name; the whole life stands in
"wlc_baseline_incl_NCG".
"""

from pipelines.region import Target
from pipelines.sources import Source
from pmo.tables import BUDGET_LINES, PROJECTS

MILLIONS = "million"


def _amount(measure: str, period_kind: str) -> tuple[Target, ...]:
    fixed = (("measure", measure), ("period_kind", period_kind))
    return (Target("budget_lines", "amount", fixed),)


SOURCE = Source(
    name="Major projects register",
    fills=(PROJECTS, BUDGET_LINES),
    signs=("colour_rating", "description_aims", "wlc_baseline_incl_NCG"),
    headers={
        "total_baseline": _amount("approved budget", "fiscal_year"),
        "yearly_budget": _amount("approved budget", "fiscal_year"),
        "yearly_forecast": _amount("forecast", "fiscal_year"),
        "forecast_incl_NGC": _amount("forecast", "fiscal_year"),
        "wlc_baseline_incl_NCG": _amount("approved budget", "life"),
        "year": (),  # the year of publication; no date that the figures speak for
    },
    units={
        "total_baseline": MILLIONS,
        "yearly_budget": MILLIONS,
        "yearly_forecast": MILLIONS,
        "forecast_incl_NGC": MILLIONS,
        "wlc_baseline_incl_NCG": MILLIONS,
    },
)
