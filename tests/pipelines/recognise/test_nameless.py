"""Lists whose first header nobody knows are proposed by the rest of their columns."""

from datetime import date

from tests.pipelines.books import questions_of, region_of, regions_of, sheet_of, targets_of

DAY, LATER = date(2026, 1, 5), date(2026, 10, 30)
VENTURES = (
    ("Venture", "Kick-off", "Expected completion", "RAG", "Next steps"),
    ("Harbour wall", DAY, LATER, "Amber", "Piling"),
    ("Market hall", DAY, LATER, "Green", "Tender"),
    ("Tram stop", DAY, LATER, "Red", "Rework"),
)


def test_the_first_column_of_texts_names_the_projects_and_is_asked_about():
    region = region_of(*VENTURES)
    assert region.tables == ("projects",)
    assert targets_of(region)["Venture"] == ["projects.project_name"]
    assert questions_of(region) == {"column:sheet1:venture": "projects.project_name"}
    assert "is not known" in region.columns[0].why


def test_the_answer_to_leave_the_column_out_leaves_no_table():
    (region,) = regions_of(sheet_of(*VENTURES), answers={"column:sheet1:venture": "ignore"})
    assert region.tables == ()


def test_first_cells_that_repeat_name_nothing():
    rows = [("Venture", *VENTURES[0][1:]), *(("North", *row[1:]) for row in VENTURES[1:])]
    assert region_of(*rows).tables == ()


def test_words_alone_make_no_table():
    rows = (
        ("Venture", "Owner", "Priority", "Comments"),
        ("Harbour wall", "Ann Lee", "High", "Piling"),
        ("Market hall", "Bo Lund", "Low", "Tender"),
    )
    assert region_of(*rows).tables == ()
