"""Amounts: their currency, their scale and what cannot be one."""

from decimal import Decimal

import pytest

from pipelines.check.money import MoneyFormat, read_money, scale_of
from pipelines.check.numbers import POINT
from tests.hand_made import LIFE, checked, fills


@pytest.mark.parametrize(
    ("unit", "scale"),
    [
        ("£million", 10**6),
        ("£m", 10**6),
        ("k€", 1000),
        ("M€", 10**6),
        ("in '000", 1000),
        ("in £ thousands", 1000),
        ("EUR bn", 10**9),
        ("TEUR", 1000),
        ("GBP", 1),
        ("", 1),
    ],
)
def test_the_scale_is_read_from_the_words_of_the_header(unit, scale):
    assert scale_of(unit) == scale


def test_an_amount_becomes_minor_units_and_float_noise_is_rounded():
    form = MoneyFormat(POINT, "AUD")
    assert read_money("text", "2066075.5899999999", None, form).value == 206_607_559


def test_a_currency_without_minor_units_has_none():
    assert read_money("number", "1200", None, MoneyFormat(POINT, "JPY")).value == 1200


def test_a_suffix_counts_from_single_units_also_in_a_column_of_millions():
    form = MoneyFormat(POINT, "GBP", scale=Decimal(10**6))
    assert read_money("text", "£1.2m", None, form).value == 120_000_000


def test_a_cell_in_another_currency_is_not_loaded_as_this_one():
    meaning = read_money("text", "€5", None, MoneyFormat(POINT, "GBP"))
    assert (meaning.value, meaning.rule) == (None, "currency_mixed")


def test_a_percentage_is_no_amount():
    assert read_money("text", "5%", None, MoneyFormat(POINT, "GBP")).rule == "text_in_number"


COLUMNS = ("projects.project_id", fills("budget_lines.amount", fixed=LIFE))
TABLES = ("projects", "budget_lines")


def budget(*amounts, answers=None, columns=COLUMNS, more=()):
    rows = [
        (f"P{number}", amount, *(row for row in more[number : number + 1]))
        for number, amount in enumerate(amounts)
    ]
    heads = ("Project", "Budget", "Note")[: len(rows[0])]
    return checked((heads, *rows), columns, tables=TABLES, answers=answers)


def asked(result):
    return {question.id: question.proposal for question in result.record.questions}


def test_a_dollar_sign_is_asked_about_once_and_the_answer_holds():
    assert asked(budget("$5")) == {"currency": "USD"}
    lines = budget("$5", answers={"currency": "CAD"}).tables["budget_lines"]
    assert lines["currency"].to_list() == ["CAD"]


def test_a_currency_stated_nowhere_is_asked_with_the_setting_as_proposal():
    assert asked(budget(5)) == {"currency": "EUR"}


def test_a_sign_in_the_texts_beside_the_amounts_is_proposed():
    columns = (*COLUMNS, "projects.commentary")
    result = budget(5, 6, columns=columns, more=("saves $3 a day", "nothing new"))
    assert asked(result) == {"currency": "USD"}


def test_a_pound_sign_needs_no_question():
    assert asked(budget("£5")) == {}


def test_numbers_that_read_two_ways_are_asked_about():
    assert asked(budget("£1.234")) == {"decimal:status:budget": None}
    assert asked(budget("£1,234", "£5,678")) == {"decimal:status:budget": "decimal point"}


def test_another_column_proves_the_decimal_mark_and_the_assumption_is_listed():
    columns = (
        "projects.project_id",
        fills("budget_lines.amount", fixed=LIFE, unit="EUR"),
        "projects.complexity_points",
    )
    rows = (("Project", "Budget", "Points"), ("A", "1.234", "2,5"))
    result = checked(rows, columns, tables=TABLES)
    assert result.tables["budget_lines"]["amount"].to_list() == [123_400]
    assert [issue.rule for issue in result.record.issues] == ["number_format_assumed"]


def test_a_narrative_that_repeats_the_amounts_in_millions_proposes_the_scale():
    columns = (*COLUMNS, "projects.commentary")
    notes = ("up from £5.0m to £32.24m", "now £7.50 million")
    result = budget("£32.24", "£7.50", columns=columns, more=notes)
    assert asked(result) == {"unit:status:budget": "million"}
    assert result.tables["budget_lines"]["amount"].to_list() == [3_224_000_000, 750_000_000]


def test_a_lone_dash_is_asked_about_once_per_column():
    assert asked(budget("£5", "-", " -   ")) == {"dash:status:budget": "zero"}
    assert asked(budget("£5", "-")) == {"dash:status:budget": "unknown"}


def test_a_negative_forecast_is_loaded_and_flagged():
    result = budget("£-5")
    assert result.tables["budget_lines"]["amount"].to_list() == [-500]
    assert [issue.rule for issue in result.record.issues] == ["amount_out_of_range"]


def test_the_currency_of_the_row_rules_where_a_column_names_it():
    columns = (*COLUMNS, "budget_lines.currency")
    rows = (("Project", "Budget", "Currency"), ("A", 5, "JPY"), ("B", 5, "EUR"))
    lines = checked(rows, columns, tables=TABLES).tables["budget_lines"]
    assert lines.select("amount", "currency").rows() == [(5, "JPY"), (500, "EUR")]
