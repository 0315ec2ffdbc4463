"""Jira in the languages of its users, with parents by number and dates as each language writes."""

from datetime import date

import pytest

from tests.pipelines.sources.plans import written

EXPORTS = {
    "german": """Zusammenfassung,Vorgangsschlüssel,Vorgangs-ID,Übergeordnete ID,Vorgangstyp,Status,\
Projektschlüssel,Zugewiesene Person,Erstellt,Erledigt,Fälligkeitsdatum,Ursprüngliche Schätzung,\
Σ Ursprüngliche Schätzung
Anmeldung,PO-1,10001,,Epic,Offen,PO,Ann Moor,02/Mär/26 9:00,,31/Dez/26 0:00,28800,43200
Maske,PO-2,10002,10001,Aufgabe,Fertig,PO,Bo Field,03/Mär/26 9:00,20/Mär/26 17:00,\
31/Mai/26 0:00,14400,14400
""",
    "spanish": """Resumen;Clave de incidencia;ID de la incidencia;Parent id;Tipo de Incidencia;\
Estado;Clave del proyecto;Persona asignada;Creada;Resuelta;Fecha de vencimiento;Estimación original
Anmeldung;PO-1;10001;;Epic;Offen;PO;Ann Moor;02/mar/26 9:00;;31/dic/26 0:00;28800
Maske;PO-2;10002;10001;Tarea;Fertig;PO;Bo Field;03/mar/26 9:00;20/mar/26 17:00;31/may/26 0:00;14400
""",
    "portuguese": """Resumo,Chave da item,ID da item,Pai,Tipo de item,Status,Chave do projeto,\
Responsável,Criado,Resolvido,Data limite,Estimativa original
Anmeldung,PO-1,10001,,Epic,Offen,PO,Ann Moor,02/mar/26 9:00,,31/dez/26 0:00,28800
Maske,PO-2,10002,10001,Tarefa,Fertig,PO,Bo Field,03/mar/26 9:00,20/mar/26 17:00,31/mai/26 0:00,14400
""",
    "chosen fields, saved again in the United States": """Issue Type,Issue key,Issue id,Summary,\
Assignee,Status,Resolved,Due date,Parent,Original estimate
Epic,PO-1,10001,Anmeldung,Ann Moor,Offen,,12/31/2026 0:00,,28800
Task,PO-2,10002,Maske,Bo Field,Fertig,3/20/2026 16:14,5/31/2026 0:00,10001,14400
""",
}
ISSUES = [
    ("PO-1", "PO", None, "Anmeldung", "summary", "Ann Moor", date(2026, 12, 31), None, 480),
    ("PO-2", "PO", "PO-1", "Maske", "task", "Bo Field", date(2026, 5, 31), date(2026, 3, 20), 240),
]  # fmt: skip
SQL = (
    "select task_id, project_id, parent_id, task_name, task_kind, assignee, finish_date, "
    "actual_finish_date, planned_minutes from main.tasks order by all"
)


@pytest.mark.parametrize("language", EXPORTS)
def test_an_export_loads_in_the_language_of_its_sender(language, loaded, tmp_path):
    outcome = loaded(written(tmp_path, "issues.csv", EXPORTS[language]))
    assert outcome.questions == {}
    assert outcome.rows(SQL) == ISSUES


@pytest.mark.parametrize("language", EXPORTS)
def test_an_epic_with_a_due_date_is_a_milestone_of_its_project(language, loaded, tmp_path):
    outcome = loaded(written(tmp_path, "issues.csv", EXPORTS[language]))
    assert outcome.rows(
        "select milestone_id, project_id, milestone_name, importance, forecast_date, actual_date "
        "from main.milestones"
    ) == [("PO-1", "PO", "Anmeldung", "normal", date(2026, 12, 31), None)]


def test_an_epic_that_is_resolved_is_a_milestone_that_was_met(loaded, tmp_path):
    text = (
        "Issue key,Issue id,Issue Type,Project key,Summary,Due Date,Resolved\n"
        "PO-1,1,Epic,PO,Access,30/Sep/26,02/Oct/26\n"
        "PO-2,2,Epic,PO,Search,,05/Oct/26\n"
        "PO-3,3,Story,PO,Form,31/Oct/26,\n"
    )
    outcome = loaded(written(tmp_path, "issues.csv", text))
    assert outcome.rows("select milestone_id, forecast_date, actual_date from main.milestones") == [
        ("PO-1", None, date(2026, 10, 2))
    ]


def test_an_export_with_its_first_dated_epic_replaces_that_of_the_same_day(loaded, tmp_path):
    text = "Issue key,Issue id,Issue Type,Project key,Summary,Due Date\nPO-1,1,Epic,PO,Access,"
    loaded(written(tmp_path, "first.csv", f"{text}\n"))
    outcome = loaded(written(tmp_path, "second.csv", f"{text}30/Sep/26\n"))
    assert outcome.questions == {}
    assert outcome.rows("select milestone_id from main.milestones") == [("PO-1",)]
    assert outcome.rows("select task_id from main.tasks") == [("PO-1",)]


def test_a_parent_that_the_export_does_not_hold_is_left_empty(loaded, tmp_path):
    text = "Issue key,Issue id,Issue Type,Project key,Parent id\nPO-2,10002,Task,PO,10001\n"
    outcome = loaded(written(tmp_path, "issues.csv", text))
    assert outcome.rows("select task_id, parent_id from main.tasks") == [("PO-2", None)]


def test_repeated_columns_keep_every_value_in_order(loaded, tmp_path):
    text = (
        "Issue key,Issue id,Issue Type,Project key,Sprint,Sprint,Labels,Sprint,Labels\n"
        "PO-1,1,Task,PO,Sprint 1,Sprint 2,web,Sprint 9,legal\n"
    )
    outcome = loaded(written(tmp_path, "issues.csv", text))
    assert outcome.rows("select iterations, labels from main.tasks") == [
        ("Sprint 1\nSprint 2\nSprint 9", "web\nlegal")
    ]


def test_a_line_with_too_few_or_too_many_fields_is_told_by_the_fields_that_were_sent(
    loaded, tmp_path
):
    text = (
        "Issue key,Issue id,Issue Type,Project key,Parent id,Summary\n"
        "PO-1,1,Epic,PO,,Access\n"
        "PO-2,2,Task,PO,1,Form\n"
        "PO-3,3,Task,PO\n"
        "PO-4,4,Task,PO,1,Label,surplus\n"
        "PO-5,5,Task,PO,1,Field\n"
    )
    outcome = loaded(written(tmp_path, "issues.csv", text))
    (region,) = outcome.record.regions
    told = [issue.message for issue in region.issues if issue.rule == "ragged_row"]
    assert [message.split(",")[0] for message in told] == [
        "Line 4 has 4 fields where the header has 6",
        "Line 5 has 7 fields where the header has 6",
    ]
    assert outcome.rows("select task_id, parent_id from main.tasks order by all") == [
        ("PO-1", None),
        ("PO-2", "PO-1"),
        ("PO-5", "PO-1"),
    ]
