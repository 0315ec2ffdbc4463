"""What becomes of dates struck through, and of records that only a name tells apart."""

from datetime import date


def test_a_date_struck_through_is_listed_and_no_forecast(loaded):
    outcome = loaded("o19_dates_struck_through.xlsx")
    assert outcome.column("milestones", "forecast_date", key="milestone_id") == {
        "M-1": date(2026, 6, 30),
        "M-2": None,
        "M-3": date(2026, 9, 30),
    }
    assert outcome.issues == {("D3", "struck_date"), ("D4", "earlier_date_in_brackets")}
    assert outcome.values("struck_date")["D3"].startswith("2026-07-31")


def test_a_row_struck_through_as_a_whole_keeps_its_dates(loaded):
    outcome = loaded("o36_struck_and_grey_rows.xlsx", accept=True)
    assert outcome.values("struck_date") == {}


def test_names_that_stand_for_keys_are_said_once_with_their_count(loaded, tmp_path):
    sheet = tmp_path / "tasks.csv"
    sheet.write_text("Task,Start,Finish\nDig,2026-03-02,2026-03-20\nPave,2026-03-21,2026-04-30\n")
    outcome = loaded(sheet, accept=True)
    assert outcome.values("id_from_name") == {"A1": "Task"}
    assert "missing keys of 2 tasks" in outcome.message("A1", "id_from_name")


def test_keys_of_the_sender_need_no_names(loaded, tmp_path):
    sheet = tmp_path / "tasks.csv"
    sheet.write_text("Task ID,Task,Start,Finish\nT1,Dig,2026-03-02,2026-03-20\n")
    assert loaded(sheet, accept=True).values("id_from_name") == {}


def test_titles_stand_for_the_keys_of_documents(loaded, tmp_path):
    path = tmp_path / "policies.csv"
    path.write_text("Policy,Version,Owner,Next review\nChange control,1.4,Ann,2026-06-20\n")
    taken = loaded(path, accept=True)
    assert taken.column("documents", "version", key="document_id") == {"Change control": "1.4"}
    assert taken.values("id_from_name") == {"A1": "Policy"}
