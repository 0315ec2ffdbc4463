"""Invoices and postings of the books: each has a day, and together they make the months."""

from datetime import date

POSTINGS = """\
Document No,Posting date,Project code,Cost element,Description,Amount (EUR)
51001,2026-01-15,P-1,External staff,Invoice Acme,12000.00
51002,2026-01-20,P-1,External staff,Invoice Beta,8000.00
51003,2026-02-03,P-1,External staff,Renewal,1500.50
51004,2026-02-11,P-2,Travel,Trip,350.25
51005,2026-02-25,P-2,Travel,Credit note,-50.25
"""
INVOICES = """\
Invoice no,Supplier,Project code,Inv date,Cost code,Net amount (£),VAT (£),Gross (£),Paid on
INV-1,Acme,P-1,15/01/2026,Staff,1000.00,200.00,1200.00,14/02/2026
INV-2,Beta,P-1,20/01/2026,Staff,1000.00,200.00,1200.00,19/02/2026
"""
ACTUAL = {"value::budget_lines.measure": "actual"}


def written(folder, text):
    path = folder / "books.csv"
    path.write_text(text, encoding="utf-8")
    return path


def amounts(taken):
    sql = (
        "select project_id, category, period_start_date, sum(amount)::bigint "
        "from main.budget_lines where measure = 'actual' and period_kind = 'month' "
        "group by all order by all"
    )
    return taken.rows(sql)


def test_postings_of_a_month_add_up_and_are_proposed_as_actual(loaded, tmp_path):
    taken = loaded(written(tmp_path, POSTINGS), accept=True)
    assert amounts(taken) == [
        ("P-1", "External staff", date(2026, 1, 1), 2_000_000),
        ("P-1", "External staff", date(2026, 2, 1), 150_050),
        ("P-2", "Travel", date(2026, 2, 1), 30_000),
    ]
    (region,) = taken.record.regions
    assert (region.rows.loaded, region.rows.rejected) == (5, 0)


def test_the_only_question_about_postings_is_what_they_measure(loaded, tmp_path):
    taken = loaded(written(tmp_path, POSTINGS))
    assert [question.id for question in taken.record.questions] == [*ACTUAL]


def test_equal_invoices_count_twice_and_without_tax(loaded, tmp_path):
    taken = loaded(written(tmp_path, INVOICES), answers=ACTUAL)
    assert amounts(taken) == [("P-1", "Staff", date(2026, 1, 1), 200_000)]
    assert taken.questions == {}
    assert taken.issues == set()
