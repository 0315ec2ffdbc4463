"""First and last names in two columns are one person; one half alone is nobody's name."""

import pytest

from pmo.warehouse import open_warehouse

LISTS = {
    "german": ("Vorname;Name;Projekt;Datum;Stunden", "Anna;Berg;P-1;16.03.2026;4"),
    "french": ("Nom;Prénom;Projet;Date;Heures", "Berg;Anna;P-1;16/03/2026;4"),
    "spanish": ("Nombre;Apellidos;Proyecto;Fecha;Horas", "Anna;Berg;P-1;16/03/2026;4"),
    "english": ("Surname;Forename;Project ID;Date;Hours", "Berg;Anna;P-1;16/03/2026;4"),
    "american": ("First;Last;Project ID;Date;Hours", "Anna;Berg;P-1;2026-03-16;4"),
    "beside a number": ("Staff No;Last name;First name;FTE", "17;Berg;Anna;1"),
    "one row each": ("First name;Anna", "Last name;Berg", "Job title;Analyst", "FTE;1"),
}
ABSENCES = (
    "Surname,Forename,Absence type,From,To,Days\n"
    "Moor,Ann,Annual leave,16/03/2026,20/03/2026,5\n"
    "Field,Bo,Sick,13/03/2026,13/03/2026,1\n"
)


def test_time_is_booked_by_the_person_whom_two_columns_name(loaded):
    taken = loaded("o32_first_and_last_names.csv", accept=True)
    sql = (
        "select person_id, sum(booked_minutes)::bigint "
        "from main.time_entries group by all order by all"
    )
    with open_warehouse(taken.settings).snapshot() as snapshot:
        assert snapshot.query(sql).rows() == [("Ann Moor", 720), ("Bo Field", 210)]
    (region,) = taken.record.regions
    made = next(each for each in region.columns if "+" in each.header)
    assert made.header == "First Name + Last Name"
    assert made.columns == ("time_entries.person_id",)
    assert taken.questions == {}


@pytest.mark.parametrize("lines", LISTS.values(), ids=LISTS)
def test_neither_half_of_a_name_stands_alone(loaded, tmp_path, lines):
    path = tmp_path / "list.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    taken = loaded(path, accept=True)
    (region,) = taken.record.regions
    filled = [
        each.header
        for each in region.columns
        if {"people.person_name", "time_entries.person_id"} & {*each.columns}
    ]
    assert len(filled) == 1
    assert "+" in filled[0]
    table = "time_entries" if "time_entries" in region.tables else "people"
    column = "person_id" if table == "time_entries" else "person_name"
    with open_warehouse(taken.settings).snapshot() as snapshot:
        assert snapshot.query(f"select {column} from main.{table}").rows() == [("Anna Berg",)]


def test_leave_of_people_named_by_halves_has_a_header(loaded, tmp_path):
    path = tmp_path / "leave.csv"
    path.write_text(ABSENCES, encoding="utf-8")
    taken = loaded(path, accept=True)
    minutes = taken.column("absences", "absence_minutes", key="person_id")
    assert minutes == {"Ann Moor": 2400, "Bo Field": 480}


def test_first_and_last_days_are_no_names(loaded, tmp_path):
    path = tmp_path / "leave.csv"
    path.write_text("Employee,First,Last,Days\nAnn,16/03/2026,20/03/2026,5\n", encoding="utf-8")
    (region,) = loaded(path, accept=True, table="absences").record.regions
    assert [each.header for each in region.columns if "+" in each.header] == []
