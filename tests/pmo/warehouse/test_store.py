"""The warehouse: loads in, published snapshots out, nothing lost, everything undoable."""

import json
from datetime import date
from pathlib import Path

import duckdb
import pytest

from pmo.errors import UnknownNameError
from pmo.selection import Scope, Selection
from pmo.warehouse import Load, Warehouse
from tests.staging import part, staged, warehouse_in

SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 31)


def load_projects(warehouse: Warehouse, *names: str, on: date = OCTOBER, **more: str) -> Load:
    rows = [{"status_date": on, "project_id": name} for name in names]
    sha256 = more.get("sha256", "".join(names) + on.isoformat())
    family = more.get("family", "register")
    return warehouse.write(
        staged(part(warehouse, "projects", rows, family=family), sha256=sha256, dates=[on])
    )


def projects(warehouse: Warehouse, *, as_of: int | None = None, scope: Scope | None = None) -> list:
    with warehouse.snapshot() as snapshot:
        selection = Selection("own", snapshot.name, OCTOBER, scope or Scope(), as_of=as_of)
        rows = snapshot.query(
            f"select status_date, project_id from ({snapshot.relation('projects', selection)})"
            " order by all",
            snapshot.parameters(selection),
        )
    return [(day, name) for day, name in rows.iter_rows()]


def test_a_load_is_seen_once_it_is_published(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    load_projects(warehouse, "A", "B")
    assert warehouse.is_empty
    warehouse.publish()
    assert projects(warehouse) == [(OCTOBER, "A"), (OCTOBER, "B")]


def test_a_load_replaces_the_earlier_one_of_its_family_and_status_date(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    load_projects(warehouse, "A", "B")
    load_projects(warehouse, "A", on=SEPTEMBER)
    load_projects(warehouse, "B")
    warehouse.publish()
    assert projects(warehouse) == [(SEPTEMBER, "A"), (OCTOBER, "B")]


def test_a_table_that_came_empty_this_time_has_no_rows_of_the_earlier_load(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    for number, milestones in enumerate((["M1", "M2"], [])):
        rows = [{"status_date": OCTOBER, "milestone_id": m, "project_id": "A"} for m in milestones]
        entry = part(warehouse, "milestones", rows)
        warehouse.write(staged(entry, sha256=str(number), dates=[OCTOBER]))
    warehouse.publish()
    with warehouse.snapshot() as snapshot:
        assert snapshot.query("select count(*) from main.milestones").item() == 0


def test_another_family_takes_nothing_away(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    load_projects(warehouse, "A", family="register of IT")
    load_projects(warehouse, "B", family="register of HR")
    warehouse.publish()
    assert projects(warehouse) == [(OCTOBER, "A"), (OCTOBER, "B")]


def test_an_undone_load_is_secondary_to_the_one_before(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    load_projects(warehouse, "A")
    second = load_projects(warehouse, "B")
    warehouse.undo(second.load_id, by="tester")
    warehouse.publish()
    assert projects(warehouse) == [(OCTOBER, "A")]


def test_figures_can_be_asked_as_known_at_any_earlier_load(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    first = load_projects(warehouse, "A").load_id
    second = load_projects(warehouse, "B").load_id
    undo = warehouse.undo(second, by="tester").load_id
    warehouse.publish()
    known = {number: projects(warehouse, as_of=number) for number in (first, second, undo)}
    assert known == {first: [(OCTOBER, "A")], second: [(OCTOBER, "B")], undo: [(OCTOBER, "A")]}


def test_the_same_bytes_twice_are_one_load(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    first = load_projects(warehouse, "A")
    again = load_projects(warehouse, "A")
    assert (again.load_id, again.already) == (first.load_id, True)
    assert warehouse.loads().height == 1


def test_the_same_bytes_are_loaded_again_once_another_load_took_their_place(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    load_projects(warehouse, "A")
    load_projects(warehouse, "B")
    again = load_projects(warehouse, "A")
    warehouse.publish()
    assert not again.already
    assert projects(warehouse) == [(OCTOBER, "A")]


def test_bytes_that_were_undone_can_be_loaded_again(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    first = load_projects(warehouse, "A")
    warehouse.undo(first.load_id, by="tester")
    assert not load_projects(warehouse, "A").already


def test_what_is_not_there_cannot_be_undone(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    number = load_projects(warehouse, "A").load_id
    warehouse.undo(number, by="tester")
    with pytest.raises(UnknownNameError, match="There is no load to undo"):
        warehouse.undo(number, by="tester")


def test_events_of_a_later_load_replace_the_days_that_it_covers(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)

    def load_time(*entries: tuple[date, int]) -> int:
        rows = [{"person_id": "P", "work_date": d, "booked_minutes": m} for d, m in entries]
        entry = part(warehouse, "time_entries", rows, family="timesheet")
        return warehouse.write(staged(entry, sha256=json.dumps(entries, default=str))).load_id

    def booked() -> list:
        warehouse.publish()
        with warehouse.snapshot() as snapshot:
            sql = "select work_date, booked_minutes from main.time_entries order by all"
            return list(snapshot.query(sql).iter_rows())

    load_time((date(2026, 9, 29), 60), (date(2026, 10, 5), 60), (date(2026, 10, 6), 60))
    second = load_time((date(2026, 10, 1), 30), (date(2026, 10, 31), 90))
    assert booked() == [
        (date(2026, 9, 29), 60), (date(2026, 10, 1), 30), (date(2026, 10, 31), 90),
    ]  # fmt: skip
    warehouse.undo(second, by="tester")
    assert [day for day, _ in booked()] == [
        date(2026, 9, 29), date(2026, 10, 5), date(2026, 10, 6),
    ]  # fmt: skip


def test_the_newest_row_of_a_standing_key_holds(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    for name in ("IT", "Information technology"):
        rows = [{"group_id": "it", "group_name": name, "level": "department"}]
        warehouse.write(staged(part(warehouse, "groups", rows), sha256=name))
    warehouse.publish()
    with warehouse.snapshot() as snapshot:
        found = snapshot.query("select group_id, group_name from main.groups")
    assert list(found.iter_rows()) == [("it", "Information technology")]


def test_a_scope_hides_the_projects_that_a_reader_may_not_see(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    load_projects(warehouse, "A", "B")
    warehouse.publish()
    scope = Scope(projects=frozenset({"B"}))
    assert projects(warehouse, scope=scope) == [(OCTOBER, "B")]


def test_keys_that_another_family_holds_are_found_before_they_are_counted_twice(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    load_projects(warehouse, "A", "B", family="register")
    rows = [{"status_date": OCTOBER, "project_id": name} for name in ("B", "C")]
    new = part(warehouse, "projects", rows, family="other register")
    (overlap,) = warehouse.overlaps("own", new)
    assert (overlap.shared, overlap.of) == (1, 2)


def test_a_plan_and_a_register_tell_of_one_project_and_the_register_holds(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    load_by_plan(warehouse, "A", "B", family="a plan")
    load_by_plan(warehouse, "B", "C", family="another plan")
    rows = [{"status_date": OCTOBER, "project_id": "A"}]
    assert warehouse.overlaps("own", part(warehouse, "projects", rows)) == []
    register = load_projects(warehouse, "A")
    warehouse.publish()
    assert owners(warehouse) == [("A", 3), ("B", 2), ("C", 2)]
    warehouse.undo(register.load_id, by="tester")
    warehouse.publish()
    assert owners(warehouse) == [("A", 1), ("B", 2), ("C", 2)]


def test_a_plan_that_comes_after_the_register_stands_back_too(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    load_projects(warehouse, "A")
    load_by_plan(warehouse, "A", "B", family="a plan")
    warehouse.publish()
    assert owners(warehouse) == [("A", 1), ("B", 2)]


def load_by_plan(warehouse: Warehouse, *names: str, family: str) -> Load:
    rows = [{"status_date": OCTOBER, "project_id": name} for name in names]
    plan = part(warehouse, "projects", rows, family=family, is_secondary=True)
    return warehouse.write(staged(plan, sha256=family, dates=[OCTOBER]))


def owners(warehouse: Warehouse) -> list:
    """Projects with the load that holds."""
    with warehouse.snapshot() as snapshot:
        found = snapshot.query("select project_id, load_id from main.projects order by all")
    return found.rows()


def test_a_warehouse_of_an_earlier_version_gets_the_columns_that_are_new(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    load_projects(warehouse, "A")
    work = warehouse.folder / "work.duckdb"
    with duckdb.connect(str(work)) as database:
        database.execute("alter table main.load_parts drop column is_secondary")
        database.execute("alter table history.projects drop column priority")
        database.execute("alter table main.projects drop column priority")
    load_projects(warehouse, "A", "B")
    warehouse.publish()
    assert projects(warehouse) == [(OCTOBER, "A"), (OCTOBER, "B")]


def test_only_the_last_three_snapshots_are_kept(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    for name in "ABCDE":
        load_projects(warehouse, name)
        warehouse.publish()
    kept = sorted(path.stem for path in (warehouse.folder / "published").glob("*.duckdb"))
    assert kept == ["00000003", "00000004", "00000005"]


def test_an_open_snapshot_stays_as_it_was(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    load_projects(warehouse, "A")
    warehouse.publish()
    with warehouse.snapshot() as snapshot:
        load_projects(warehouse, "B")
        warehouse.publish()
        assert snapshot.query("select project_id from main.projects").item() == "A"


def test_a_load_that_was_committed_and_not_published_is_published_at_the_next_start(tmp_path: Path):
    load_projects(warehouse_in(tmp_path), "A")
    assert projects(warehouse_in(tmp_path)) == [(OCTOBER, "A")]


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    load_projects(warehouse, "A")
    good = part(warehouse, "projects", [{"status_date": SEPTEMBER, "project_id": "B"}])
    broken = part(warehouse, "projects", [])
    broken.rows.write_bytes(b"no parquet")
    with pytest.raises(Exception, match=r"parquet|Parquet"):
        warehouse.write(staged(good, broken, sha256="x", dates=[SEPTEMBER]))
    warehouse.publish()
    assert projects(warehouse) == [(OCTOBER, "A")]
    assert warehouse.loads().height == 1


def test_status_dates_follow_the_loads_in_force(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    load_projects(warehouse, "A", on=SEPTEMBER)
    second = load_projects(warehouse, "A", on=OCTOBER)

    def dates() -> list[date]:
        warehouse.publish()
        with warehouse.snapshot() as snapshot:
            sql = "select status_date from main.status_dates order by 1"
            return snapshot.query(sql)["status_date"].to_list()

    assert dates() == [SEPTEMBER, OCTOBER]
    warehouse.undo(second.load_id, by="tester")
    assert dates() == [SEPTEMBER]
