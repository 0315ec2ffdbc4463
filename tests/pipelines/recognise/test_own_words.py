"""Lists in the words of their senders: programmes as projects, Dutch logs, spend to a period."""

import polars as pl

from pipelines.book import CELL_SCHEMA, Book, Sheet
from pipelines.recognise import recognise


def region_of(*lines):
    """Table of a text whose first line is the header; cells stand between bars."""
    cells = [
        (number, place, "text", text.strip())
        for number, line in enumerate(lines, 1)
        for place, text in enumerate(line.split("|"), 1)
        if text.strip()
    ]
    sheet = Sheet("List", pl.DataFrame(cells, CELL_SCHEMA, orient="row"))
    (region,) = recognise(Book("list.csv", "0" * 64, "csv", (sheet,)))
    return region


def meanings(region):
    return {each.header: [target.column for target in each.targets] for each in region.columns}


def test_programmes_are_the_projects_of_a_list_that_names_no_project():
    region = region_of(
        "Program ID | Program | Program Manager | Phase | BAC ($K) | ACWP cum ($K)",
        "P-1 | Beacon | A. Moor | Production | 900 | 310",
        "P-2 | Lantern | B. Field | Concept | 450 | 120",
    )
    assert region.tables[0] == "projects"
    found = meanings(region)
    assert (found["Program ID"], found["Program"]) == (["project_id"], ["project_name"])
    assert found["Program Manager"] == ["manager"]


def test_programmes_are_groups_where_projects_are_named_beside_them():
    region = region_of(
        "Project ID | Project | Programme | RAG",
        "P-1 | Beacon | Coast | Green",
        "P-2 | Lantern | Hills | Red",
    )
    assert meanings(region)["Programme"] == ["group_id"]


def test_a_dutch_log_of_risks_is_one():
    region = region_of(
        "Project | Nr. | Soort | Omschrijving | Kans | Gevolg (€) | Beheersmaatregel | Eigenaar",
        "Kade | 1 | Risico | Vergunning later | 0.4 | 3000 | Overleg | Joost Bos",
        "Kade | 2 | Besluit | Andere pomp | | | Vastgesteld | Marit Vos",
        "Kade | 3 | Issue | Lekkage | 0.2 | 1000 | Melden | Marit Vos",
        "Totaal | | | | | 4000 | |",
    )
    assert region.tables == ("risks",)
    found = meanings(region)
    assert found["Soort"] == ["risk_kind"]
    assert (found["Omschrijving"], found["Kans"]) == (["risk_title"], ["probability_share"])
    assert (found["Beheersmaatregel"], found["Eigenaar"]) == (["response"], ["owner"])
    roles = dict(region.records.select("position", "role").iter_rows())
    assert roles[5] == "total"


def test_spend_to_a_numbered_period_is_what_was_spent_to_date():
    region = region_of(
        "Project ID | Project | Budget £000 | Spend to P5 £000",
        "P-1 | Beacon | 900 | 310",
        "P-2 | Lantern | 450 | 120",
    )
    (column,) = (each for each in region.columns if each.header.startswith("Spend"))
    fixed = dict(column.targets[0].fixed)
    assert (column.targets[0].column, fixed["measure"]) == ("amount", "actual")
    assert fixed["period_kind"] == "life"


def test_the_number_of_a_line_is_no_key_beside_one():
    region = region_of(
        "Sr. No. | Initiative ID | Initiative Name | RAG | Planned Go-Live",
        "1 | N-7 | Beacon | Green | 2026-05-31",
        "2 | N-9 | Lantern | Red | 2026-06-30",
    )
    assert meanings(region)["Sr. No."] == []


def test_scores_beyond_grades_are_no_words_of_severity():
    region = region_of(
        "Risk ID | Risk | Score | Status | Project ID",
        "R1 | Silt | 15 | open | P1",
        "R2 | Ice | 20 | closed | P1",
    )
    assert meanings(region)["Score"] == []


def test_what_is_planned_and_what_came_stands_below_the_names_of_gates():
    region = region_of(
        "Ref | Exchange | Delivery Manager | G1 Survey | | G2 Design | | Notes",
        " | | | Plan | Actual | Plan | Actual |",
        "X-1 | Coast | Kim Boyle | 2026-01-12 | 2026-01-15 | 2026-02-16 | 2026-02-14 | Wet",
        "X-2 | Hills | Owen Pry | 2026-02-02 | 2026-02-03 | 2026-03-16 | | Dry",
    )
    assert region.tables == ("projects", "milestones")
    found = meanings(region)
    assert found["G1 Survey / Plan"] == ["baseline_date"]
    assert found["G2 Design / Actual"] == ["actual_date"]
    assert region.header_row == 2


def test_dates_under_names_of_dates_are_no_rival_of_the_header():
    region = region_of(
        "Project ID | Project name | Planned start | Approved on | Forecast finish",
        "P-1 | Beacon | 2026-01-05 | 2026-01-12 | 2026-01-19",
        "P-2 | Lantern | 2026-01-01 | 2026-02-01 | 2026-03-01",
    )
    assert region.header_row == 1
    assert region.questions == ()
