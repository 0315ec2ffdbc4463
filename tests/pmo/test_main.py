"""The command line for figures keeps its contract: records, exit codes, one document."""

import json
from datetime import date
from pathlib import Path

import pytest

from pmo.__main__ import main
from pmo.console import as_json
from tests.staging import part, staged, warehouse_in

T = date(2026, 10, 31)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Fill a warehouse with two projects of which one is forecast to end over its budget."""
    warehouse = warehouse_in(tmp_path)
    lines = [
        {"status_date": T, "project_id": project, "measure": measure, "period_kind": "life",
         "amount": amount, "currency": "EUR"}
        for project, measure, amount in (
            ("A", "approved budget", 100_000_00), ("A", "forecast", 130_000_00),
            ("B", "approved budget", 100_000_00), ("B", "forecast", 99_999_99),
        )
    ]  # fmt: skip
    projects = [{"status_date": T, "project_id": p, "project_name": f"Project {p}"} for p in "AB"]
    warehouse.write(
        staged(
            part(warehouse, "projects", projects),
            part(warehouse, "budget_lines", lines),
            sha256="one",
            dates=[T],
        )
    )
    warehouse.publish()
    monkeypatch.setenv("PMO_DATA", str(tmp_path))
    return tmp_path


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict]:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main([*arguments, "--json"])
    captured = capsys.readouterr()
    assert captured.out == ""
    return code, captured.err.strip()


@pytest.mark.usefixtures("data")
def test_money_is_decimal_text_in_major_units(capsys: pytest.CaptureFixture[str]):
    records = answer(
        capsys,
        "figures",
        "variance_at_completion",
        "--status-date",
        "2026-10-31",
        "--by",
        "project",
    )
    amounts = {r["key"]: r["value"] for r in records if r["measure"] == "amount"}
    shares = {r["key"]: r["value"] for r in records if r["measure"] == "share"}
    assert amounts == {"A": "-30000.00", "B": "0.01"}
    assert shares["A"] == pytest.approx(-0.3)


@pytest.mark.usefixtures("data")
def test_a_record_says_what_it_rests_on(capsys: pytest.CaptureFixture[str]):
    (record,) = answer(capsys, "figures", "current_budget", "--status-date", "2026-10-31")
    assert record["coverage"] == {"used": 2, "missing": 0, "hidden": 0}
    assert (record["scope"], record["key"], record["currency"]) == ("organisation", "own", "EUR")
    assert record["status_date"] == "2026-10-31"


@pytest.mark.usefixtures("data")
def test_a_date_without_reports_has_no_value_and_says_why(capsys: pytest.CaptureFixture[str]):
    (record,) = answer(capsys, "figures", "current_budget", "--status-date", "2026-09-30")
    assert (record["value"], record["reason"]) == (None, "no_report")


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["figures", "curent_budget"], 'Did you mean "current_budget"?'),
        (["figures", "--in", "Finance"], 'There is no group "Finance".'),
        (["figures", "--as-of", "9"], 'There is no load "9".'),
        (["figures", "--organisation", "other"], 'There is no organisation "other".'),
    ],
)
def test_unknown_names_are_wrong_usage(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
):
    code, said = refused(capsys, *arguments, "--status-date", "2026-10-31")
    assert code == 2
    assert message in said


def test_an_empty_warehouse_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("PMO_DATA", str(tmp_path))
    code, said = refused(capsys, "figures", "--status-date", "2026-10-31")
    assert (code, "python -m pipelines load FILE" in said) == (2, True)


@pytest.mark.usefixtures("data")
def test_what_was_published_is_still_reported_after_a_later_load(
    data: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["publish", "2026-10-31", "--by", "tester"]) == 0
    warehouse = warehouse_in(data)
    line = {"status_date": T, "project_id": "A", "measure": "approved budget",
            "period_kind": "life", "amount": 1_00, "currency": "EUR"}  # fmt: skip
    warehouse.write(staged(part(warehouse, "budget_lines", [line]), sha256="two", dates=[T]))
    warehouse.publish()
    capsys.readouterr()
    asked = ("figures", "current_budget", "--status-date", "2026-10-31")
    (now,) = answer(capsys, *asked)
    (reported,) = answer(capsys, *asked, "--as-reported")
    (then,) = answer(capsys, *asked, "--as-of", "1")
    values = (now["value"], reported["value"], then["value"])
    assert values == ("1.00", "200000.00", "200000.00")
    with warehouse.snapshot() as snapshot:
        assert snapshot.query("select state from main.status_dates").item() == "restated"


def test_decimals_keep_every_digit_in_json():
    from decimal import Decimal

    assert as_json({"sum": Decimal("19170.076352377")}) == '{\n "sum": 19170.076352377\n}'


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize(
    ("more", "message"),
    [
        ([], "was never published"),
        (["--by", "milestone"], "not by milestone"),
        (["--as-of", "1"], "alone"),
    ],
)
def test_what_was_not_stored_as_reported_is_refused(
    capsys: pytest.CaptureFixture[str], more: list[str], message: str
):
    asked = ("figures", "current_budget", "--status-date", "2026-10-31", "--as-reported", *more)
    code, said = refused(capsys, *asked)
    assert code == 2
    assert message in said


@pytest.mark.usefixtures("data")
def test_traced_money_is_in_major_units_as_the_figure_is(capsys: pytest.CaptureFixture[str]):
    asked = ("current_budget", "--status-date", "2026-10-31")
    (figure,) = answer(capsys, "figures", *asked, "--by", "project")[:1]
    (traced,) = answer(capsys, "trace", *asked, "--key", "A")
    assert traced["value"] == figure["value"] == "100000.00"
    assert traced["currency"] == "EUR"
