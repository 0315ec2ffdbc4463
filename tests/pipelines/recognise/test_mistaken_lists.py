"""Lists that were taken for others, and columns that were taken for what they are not."""

import pytest

from tests.pipelines.books import region_of, targets_of


@pytest.mark.parametrize(
    "header",
    [
        ("Matrícula", "Colaborador", "Data do apontamento", "Cód. projeto", "Horas apontadas"),
        ("Matrícula", "Empleado", "Fecha de imputación", "Código de proyecto", "Horas imputadas"),
        ("Matricule", "Collaborateur", "Date de saisie", "Code projet", "Heures passées"),
        ("Personalnummer", "Mitarbeiter", "Buchungstag", "Projektnr", "Gebuchte Stunden"),
    ],
)
def test_booked_hours_of_a_day_are_time_entries_in_the_words_of_a_country(header):
    rows = [(f"00{n}", "Ann Moor", f"{n + 12}/03/2026", "LJ-118", 7.5) for n in range(1, 5)]
    region = region_of(header, *rows)
    assert region.tables == ("time_entries",)
    assert targets_of(region)[header[2]] == ["time_entries.work_date"]


def test_who_confirmed_a_skill_and_when_it_was_used_are_no_skills():
    header = ("Staff no", "Name", "Team", "Python", "SQL", "Agile", "Confirmed by", "Last used")
    names = ("Ann Moor", "Bo Field", "Cy Hill")
    rows = [
        (f"S{n}", name, "Data", 3, n, 2, "Dee Lake", f"2026-0{n}-15")
        for n, name in enumerate(names, 1)
    ]
    found = targets_of(region_of(("Skills matrix",), header, *rows))
    assert found["Python"] == ["people_skills.skill_level"]
    assert (found["Confirmed by"], found["Last used"]) == ([], [])
