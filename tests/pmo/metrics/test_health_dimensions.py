"""Health by dimension: where does it hurt."""

from datetime import date

from tests.project_rows import MONEY, project, risk
from tests.readings import reading_of

T = date(2026, 11, 30)


def test_each_dimension_has_its_colour_and_overall_is_the_worst():
    reading = reading_of(
        "health_dimensions",
        status_date=T,
        projects=[project(forecast_finish_date=date(2027, 1, 29))],
        budget_lines=MONEY,
        risks=[risk("critical")],
    )
    colours = {row["measure"]: row["colour"] for row in reading.rows.iter_rows(named=True)}
    assert colours["schedule"] == "amber"
    assert colours["cost"] == "green"
    assert colours["risk"] == "red"
    assert colours["governance"] == "green"
    assert colours["overall"] == "red"


def test_overall_here_is_what_the_date_alone_has_earned():
    before = date(2026, 10, 31)
    reading = reading_of(
        "health_dimensions",
        before,
        T,
        projects=[
            project(status_date=before, forecast_finish_date=date(2027, 6, 30)),
            project(status_date=T),
        ],
    )
    earned = reading.series("ALPHA", measure="overall")
    assert earned["word"].to_list() == ["red", "green"]


def test_a_group_has_no_colour_of_its_own():
    reading = reading_of(
        "health_dimensions", status_date=T, by="organisation", projects=[project()]
    )
    row = reading.row(measure="overall")
    assert (row["value"], row["reason"]) == (None, "not_applicable")
