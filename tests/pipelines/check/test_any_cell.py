"""Whatever a cell holds, it is read, listed or left: nothing breaks and everything balances."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.region import COLUMNS, TOTAL
from tests.hand_made import LIFE, checked, fills

ODD = st.sampled_from(
    [
        "31/04/2026", "04/13/2026", "13.04.26", "2026-03-31T10:00:00+14:00", "Q3 FY26",
        "2026-01-01 10:00 +99:00", "Aug 26", "45747", "30 Jun 26 (31 Mar 26)", "31 Feb",
        "00/00/0000", "0000-00-00", "1.234,56", "1,234.56", "1.234", "12k", "£1.2m", "(500)",
        "(500", "500-", "--5", "5%", "145%", "7:30", "27:30:00", "7h30", "2d", "5 days?", "~3d",
        "PT8H0M0S", "99999999999999999999999", "9" * 60, "0." + "3" * 50, "1e400", "NaN", "-",
        " -   ", "n/a", "TBC", "#REF!", "x", "yes", "Exempt under Section 43",
        "approved budget", "actual", "\u0661", "\uff11\uff12", "½", "²",
    ]
)  # fmt: skip
KINDS = st.one_of(
    st.none(),
    ODD,
    st.text(max_size=12),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30).map(
        lambda value: ("number", f"{value:f}")
    ),
    st.dates().map(lambda day: ("date", day.isoformat())),
    st.datetimes().map(lambda moment: ("datetime", moment.isoformat())),
    st.times().map(lambda time: ("time", f"{time:%H:%M:%S}")),
    st.sampled_from([("duration", "27:30:00"), ("bool", "true"), ("error", "#N/A"),
                     ("uncached", "=A1"), ("number", "60"), ("number", "0")]),
)  # fmt: skip
APRIL = (("month_date", "2026-04-01"),)
MAY = (("month_date", "2026-05-01"),)
SHAPES = (
    (
        ("projects", "budget_lines"),
        ("projects.project_id", "projects.baseline_start_date", "projects.percent_complete_share",
         "projects.manager_is_dedicated", "projects.complexity_points",
         fills("budget_lines.amount", fixed=LIFE)),
    ),
    (
        ("budget_lines",),
        ("budget_lines.project_id", "budget_lines.measure", "budget_lines.period_start_date",
         "budget_lines.currency", "budget_lines.nature", fills("budget_lines.amount", unit="k€")),
    ),
    (
        ("assignments",),
        ("assignments.person_id", "assignments.project_id", "assignments.certainty",
         fills("assignments.planned_minutes", fixed=APRIL, unit="FTE"),
         fills("assignments.planned_minutes", fixed=MAY, unit="FTE"), ""),
    ),
    (
        ("service_requests",),
        ("service_requests.request_id", "service_requests.opened_datetime",
         "service_requests.worked_minutes", "service_requests.reopen_count",
         "service_requests.due_datetime", ""),
    ),
    (
        ("time_entries",),
        ("time_entries.person_id", "time_entries.work_date", "time_entries.time_kind",
         fills("time_entries.booked_minutes", fixed=(("clock", "in"),)),
         fills("time_entries.booked_minutes", fixed=(("clock", "out"),)), "time_entries.note"),
    ),
)  # fmt: skip
RECORDS = st.lists(st.tuples(*[KINDS] * 6), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SHAPES), RECORDS, st.booleans(), st.booleans())
def test_any_cells_give_a_balanced_record(shape, records, is_flipped, has_total):
    tables, columns = shape
    rows = (tuple("ABCDEF"), *records)
    place = len(records) + 1
    result = checked(
        tuple(zip(*rows, strict=True)) if is_flipped else rows,
        columns,
        tables=tables,
        roles={place: TOTAL} if has_total else {},
        orientation=COLUMNS if is_flipped else "rows",
    )
    assert result.record.rows.balances
    assert [header for header, total in result.record.sums.items() if not total.balances] == []
    assert result.record.written == {name: rows.height for name, rows in result.tables.items()}
