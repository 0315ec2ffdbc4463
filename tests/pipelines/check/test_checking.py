"""What becomes of the records, cells and numbers of one region."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.region import COLUMNS, IGNORED, TOTAL
from pmo.ledger import RowCount
from pmo.tables import TABLES, schema_of
from tests.hand_made import LIFE, checked, fills

EXEMPT = "Exempt under Section 43 of the Freedom of Information Act 2000"
REGISTER = (
    "projects.project_name",
    fills("project_groups.group_id", fixed=(("axis", "owner"), ("level", "department"))),
    "projects.health_overall",
    "projects.baseline_start_date",
    fills(
        "budget_lines.amount",
        unit="£million",
        fixed=(
            ("measure", "approved budget"),
            ("period_kind", "fiscal_year"),
            ("period_start_date", "2017-04-01"),
            ("period_end_date", "2018-03-31"),
        ),
    ),
    fills("budget_lines.amount", unit="£million", fixed=LIFE),
    "",
)
REGISTER_TABLES = ("projects", "project_groups", "budget_lines")
REGISTER_ROWS = (
    ("project_name", "department", "rating", "start_date", "yearly_budget", "wlc", "comment"),
    ("Alpha", "MOD", "Amber/ Red", "13.06.08", "£32.24", "£12,131.50", "On schedule"),
    ("Beta", "DfT", EXEMPT, "01.04.17", EXEMPT, "£0.005", "TBC"),
    ("Gamma", "MOD", "Green", "TBD", "£1.00", None, "n/a"),
)


@pytest.fixture
def register():
    return checked(REGISTER_ROWS, REGISTER, tables=REGISTER_TABLES)


def issues(result):
    return {(issue.cell, issue.rule) for issue in result.record.issues}


def test_a_register_fills_projects_groups_and_one_budget_line_for_each_amount(register):
    assert register.record.written == {
        "projects": 3, "project_groups": 3, "budget_lines": 4, "groups": 2,
    }  # fmt: skip
    assert register.record.rows == RowCount(read=3, loaded=3)


def test_every_table_has_exactly_its_canonical_columns_and_types(register):
    for name, rows in register.tables.items():
        schema = schema_of(TABLES[name])
        added_later = ("organisation", "load_id", "family")
        assert rows.schema == {name: schema[name] for name in schema if name not in added_later}


def test_amounts_in_millions_become_pence(register):
    lines = register.tables["budget_lines"].filter(period_kind="life")
    assert lines.select("project_id", "amount", "currency").rows() == [
        ("Alpha", 1_213_150_000_000, "GBP"),
        ("Beta", 500_000, "GBP"),
    ]


def test_an_unpivoted_amount_names_its_own_cell(register):
    lines = register.tables["budget_lines"].filter(project_id="Alpha")
    assert sorted(lines["source_cell"]) == ["E2", "F2"]
    assert set(lines["source_row"]) == {2}


def test_a_withheld_amount_is_an_issue_and_never_a_zero(register):
    assert register.tables["budget_lines"].filter(project_id="Beta").height == 1
    assert ("E3", "withheld") in issues(register)


def test_a_withheld_rating_keeps_its_text(register):
    ratings = dict(register.tables["projects"].select("project_id", "health_overall").iter_rows())
    assert ratings["Beta"] == EXEMPT
    assert ("C3", "withheld") in issues(register)


def test_text_columns_that_fill_nothing_raise_no_issue(register):
    assert not [cell for cell, _ in issues(register) if cell.startswith("G")]


def test_a_start_to_be_confirmed_is_unknown(register):
    starts = dict(
        register.tables["projects"].select("project_id", "baseline_start_date").iter_rows()
    )
    assert starts == {"Alpha": date(2008, 6, 13), "Beta": date(2017, 4, 1), "Gamma": None}
    assert ("D4", "to_be_confirmed") in issues(register)


def test_the_sums_of_a_register_balance_in_the_senders_unit(register):
    whole_life = register.record.sums["wlc"]
    assert (whole_life.unit, whole_life.read) == ("£million", Decimal("12131.505"))
    assert all(total.balances for total in register.record.sums.values())


def test_a_transposed_register_gives_the_same_figures_and_names_the_record_by_its_column():
    flipped = tuple(zip(*REGISTER_ROWS, strict=True))
    result = checked(flipped, REGISTER, tables=REGISTER_TABLES, orientation=COLUMNS)
    projects = result.tables["projects"].select("project_id", "source_cell", "source_row").rows()
    assert projects == [("Alpha", "B1", 1), ("Beta", "C1", 1), ("Gamma", "D1", 1)]
    cells = result.tables["budget_lines"].filter(project_id="Alpha")["source_cell"]
    assert sorted(cells) == ["B5", "B6"]
    assert ("C5", "withheld") in issues(result)


LEDGER = ("projects.project_id", fills("budget_lines.amount", fixed=LIFE, unit="EUR"))
LEDGER_TABLES = ("projects", "budget_lines")


def test_a_record_without_its_key_is_rejected_with_its_money():
    result = checked((("Project", "Budget"), ("A", 10), (None, 5)), LEDGER, tables=LEDGER_TABLES)
    assert result.record.rows == RowCount(read=2, loaded=1, rejected=1)
    assert ("A3:B3", "key_unusable") in issues(result)
    assert result.record.sums["Budget"].rejected == 5


def test_a_key_that_stands_before_rejects_the_later_record_and_names_the_first():
    result = checked(
        (("Project", "Budget"), ("A", 10), ("B", 1), (" A ", 5)), LEDGER, tables=LEDGER_TABLES
    )
    (issue,) = result.record.issues
    assert (issue.cell, issue.rule) == ("A4:B4", "duplicate_key")
    assert 'The key "A" stands already in row 2' in issue.message
    assert result.record.sums["Budget"].rejected == 5
    assert result.tables["budget_lines"]["amount"].sum() == 1100


def test_totals_and_footnotes_are_counted_and_never_loaded():
    rows = (("Project", "Budget"), ("A", 10), ("B", 20), ("Total", 30), ("Note 1", 7))
    result = checked(rows, LEDGER, tables=LEDGER_TABLES, roles={4: TOTAL, 5: IGNORED})
    assert result.record.rows == RowCount(read=4, loaded=2, totals=1, ignored=1)
    total = result.record.sums["Budget"]
    assert (total.read, total.loaded, total.totals, total.ignored) == (67, 30, 30, 7)


def test_a_repeated_column_fills_the_gaps_of_the_first_and_a_difference_is_told():
    rows = (
        ("Project", "Rating", "Rating"),
        ("A", "Amber", None),
        ("B", None, "Green"),
        ("C", "Red", "Green"),
    )
    result = checked(
        rows, ("projects.project_id", "projects.health_overall", "projects.health_overall")
    )
    assert result.tables["projects"]["health_overall"].to_list() == ["Amber", "Green", "Red"]
    assert issues(result) == {("C4", "conflict")}


def test_an_unknown_word_is_listed_with_the_words_that_are_known():
    rows = (
        ("Milestone", "Project", "Importance"),
        ("Go-live", "A", "Critical"),
        ("Party", "A", "Fun"),
    )
    columns = ("milestones.milestone_name", "milestones.project_id", "milestones.importance")
    result = checked(rows, columns, tables=("milestones",))
    assert result.tables["milestones"]["importance"].to_list() == ["key", None]
    (issue,) = result.record.issues
    assert (issue.rule, issue.cell) == ("unknown_word", "C3")
    assert "key, normal" in issue.message


def test_milestones_without_a_key_are_known_by_project_and_name():
    rows = (("Milestone", "Project"), ("Go  live", "A"))
    columns = ("milestones.milestone_name", "milestones.project_id")
    result = checked(rows, columns, tables=("milestones",))
    assert result.tables["milestones"]["milestone_id"].to_list() == ["A/Go live"]


def test_the_programme_is_the_group_and_the_portfolio_its_parent():
    axis = ("axis", "delivery")
    columns = (
        "projects.project_id",
        fills("project_groups.group_id", fixed=(axis, ("level", "portfolio"))),
        fills("project_groups.group_id", fixed=(axis, ("level", "programme"))),
    )
    rows = (("Project", "Portfolio", "Programme"), ("A", "IT", "Cloud"), ("B", "IT", None))
    result = checked(rows, columns, tables=("projects", "project_groups"))
    groups = result.tables["project_groups"].select("project_id", "axis", "group_id").rows()
    assert sorted(groups) == [("A", "delivery", "Cloud"), ("B", "delivery", "IT")]
    tree = result.tables["groups"].select("group_id", "parent_id", "level").rows()
    assert sorted(tree) == [("Cloud", "IT", "programme"), ("IT", None, "portfolio")]


def test_a_status_date_in_the_rows_dates_each_record():
    rows = (("As of", "Project"), ("2025-12-31", "A"), ("2026-03-31", "A"))
    columns = ("projects.status_date", "projects.project_id")
    result = checked(rows, columns, status_date=None)
    assert result.status_dates == (date(2025, 12, 31), date(2026, 3, 31))
    assert result.record.rows.loaded == 2


def test_the_status_date_is_asked_where_nothing_states_it():
    result = checked((("Project",), ("A",)), ("projects.project_id",), status_date=None)
    assert [question.id for question in result.record.questions] == ["status_date"]


def test_a_question_without_a_proposal_leaves_cells_empty_and_rejects_nothing():
    rows = (("Start", "Project"), ("03/04/2026", "A"))
    result = checked(rows, ("projects.baseline_start_date", "projects.project_id"))
    assert result.record.rows.loaded == 1
    assert result.tables["projects"]["baseline_start_date"].to_list() == [None]
    assert result.record.issues == ()


def test_an_answer_is_applied():
    rows = (("Start", "Project"), ("03/04/2026", "A"))
    result = checked(
        rows,
        ("projects.baseline_start_date", "projects.project_id"),
        answers={"date_order:status:start": "month first"},
    )
    assert result.tables["projects"]["baseline_start_date"].to_list() == [date(2026, 3, 4)]


def test_stated_changes_are_recomputed_and_the_differing_one_is_listed():
    rows = (
        ("As of", "Project", "Finish", "Change"),
        ("2025-12-31", "A", "2027-01-01", None),
        ("2026-01-31", "A", "2027-01-11", 10),
        ("2026-02-28", "A", "2027-01-31", 25),
    )
    columns = (
        "projects.status_date",
        "projects.project_id",
        "projects.forecast_finish_date",
        fills("", states_change_of="projects.forecast_finish_date"),
    )
    result = checked(rows, columns, status_date=None)
    (issue,) = result.record.issues
    assert (issue.rule, issue.cell) == ("stated_change_disagrees", "D4")
    assert "25 days" in issue.message
    assert "20 days" in issue.message
    total = result.record.sums["Change"]
    assert (total.unit, total.read, total.ignored) == ("days", 35, 35)


CELLS = st.one_of(
    st.none(),
    st.decimals(min_value=-(10**9), max_value=10**9, places=4).map(
        lambda value: ("number", f"{value:f}")
    ),
    st.decimals(min_value=-(10**6), max_value=10**6, places=3).map(lambda value: f"£{value:,f}"),
    st.sampled_from(["n/a", "TBC", "(500.5)", "12k", "£1.2m", "-", "about 5", "1.234,5", "#REF!"]),
)
RECORDS = st.lists(
    st.tuples(st.sampled_from(["A", "B", "C", "D", "E", None]), CELLS), min_size=1, max_size=20
)


@given(RECORDS, st.sets(st.integers(2, 21)))
def test_rows_and_money_always_balance(records, totals):
    roles = {place: TOTAL for place in totals if place <= len(records) + 1}
    result = checked((("Project", "Budget"), *records), LEDGER, tables=LEDGER_TABLES, roles=roles)
    assert result.record.rows.balances
    assert all(total.balances for total in result.record.sums.values())


@given(RECORDS.map(lambda records: list(dict(records).items())), st.randoms())
def test_the_order_of_the_rows_is_irrelevant(records, random):
    shuffled = random.sample(records, len(records))
    both = [
        checked((("Project", "Budget"), *each), LEDGER, tables=LEDGER_TABLES).tables["budget_lines"]
        for each in (records, shuffled)
    ]
    one, other = (rows.drop("source_row", "source_cell").sort(pl.all()) for rows in both)
    assert one.equals(other)


def test_a_column_whose_cells_are_not_what_its_header_says_is_listed():
    rows = (("Project", "Forecast finish"), ("A", "soon"), ("B", "later"))
    result = checked(rows, ("projects.project_id", ""))
    (issue,) = result.record.issues
    assert (issue.cell, issue.rule) == ("B1", "column_not_read")
    assert "2 cells" in issue.message


def test_a_left_column_is_known_by_names_that_nobody_listed_word_by_word():
    rows = (("Project", "Total budget (board)"), ("A", "see annex"), ("B", "see annex"))
    (issue,) = checked(rows, ("projects.project_id", "")).record.issues
    assert (issue.cell, issue.rule) == ("B1", "column_not_read")
    assert "amount" in issue.message


def test_a_left_column_of_fixed_words_is_listed_with_the_words_that_are_known():
    rows = (("Risk ID", "Severity"), *((f"R{n}", f"Grave {n}") for n in range(12)))
    result = checked(rows, ("risks.risk_id", ""), tables=("risks",))
    (issue,) = (each for each in result.record.issues if each.rule == "column_not_read")
    assert issue.cell == "B1"
    assert "critical, high, medium, low" in issue.message


def test_a_left_column_of_health_is_listed_unless_it_holds_remarks():
    remark = "The supplier has not yet confirmed when the second pump will be here"
    for text, listed in (("Sunny", ["B1"]), (remark, [])):
        rows = (("Project", "Overall RAG"), *((f"P{n}", f"{text} {n}") for n in range(12)))
        result = checked(rows, ("projects.project_id", ""))
        assert [each.cell for each in result.record.issues] == listed


def test_an_unlisted_scale_in_a_header_is_asked_about_and_nothing_is_proposed():
    amount = fills("budget_lines.amount", unit="mil EUR", fixed=LIFE)
    rows = (("Project", "Budget (mil EUR)"), ("A", 5))
    columns = ("budget_lines.project_id", amount)
    result = checked(rows, columns, tables=("budget_lines",))
    (question,) = result.record.questions
    assert (question.column, question.proposal) == ("Budget (mil EUR)", None)
    answered = checked(rows, columns, tables=("budget_lines",), answers={question.id: "million"})
    assert answered.tables["budget_lines"]["amount"].to_list() == [500_000_000]


def test_a_column_without_a_known_header_is_no_issue():
    rows = (("Project", "Our own remark"), ("A", "soon"))
    assert checked(rows, ("projects.project_id", "")).record.issues == ()


def test_a_second_column_of_a_meaning_that_another_has_is_no_issue():
    rows = (("Project", "Forecast finish", "Forecast end"), ("A", date(2026, 6, 30), "soon"))
    columns = ("projects.project_id", "projects.forecast_finish_date", "")
    assert checked(rows, columns).record.issues == ()
