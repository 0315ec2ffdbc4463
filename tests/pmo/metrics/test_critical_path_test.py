"""Critical path test: a delay that does not reach the finish shows a broken path."""

from tests.networks import DAY, day, link, task, worked_out

CHAIN = [task("A", 2), task("B", 3), task("C", 4)]
LOGIC = [link("A", "B"), link("B", "C")]


def moved(tasks, links):
    row = worked_out(tasks, links, "critical_path_test")["ALPHA"]
    return row["moved_days"], row["delayed_task_id"], row["reason"]


def test_a_sound_network_carries_the_whole_delay():
    assert moved(CHAIN, LOGIC) == (600, "A", None)


def test_a_task_that_the_file_calls_critical_and_that_leads_nowhere_shows_it():
    tasks = [*CHAIN, task("X", 1, is_critical=True)]
    assert moved(tasks, LOGIC) == (600 + 1 - 9, "X", None)


def test_a_missing_link_behind_a_task_without_float_in_the_file_shows_it():
    tasks = [task("A", 2, total_float_minutes=0), *CHAIN[1:], task("Z", 30)]
    assert moved(tasks, [link("B", "C")]) == (600 + 2 - 30, "A", None)


def test_a_date_that_must_be_kept_stops_the_delay():
    kept = {"start_date": day(2), "constraint_kind": "Must start on"}
    tasks = [task("A", 2, total_float_minutes=0), task("B", 3, **kept), task("C", 700)]
    assert moved(tasks, LOGIC) == (0, "A", None)


def test_a_constraint_that_gives_way_to_links_stops_nothing():
    late = {"start_date": day(2), "constraint_kind": "CS_MSO"}
    tasks = [task("A", 2), task("B", 3, **late), task("C", 4)]
    assert moved(tasks, LOGIC) == (600, "A", None)


def test_a_link_between_starts_carries_no_longer_duration():
    tasks = [task("A", 2), task("B", 5), task("C", 4)]
    links = [link("A", "B", "SS"), link("B", "C", "FF")]
    assert moved(tasks, links) == (600 + 2 - 5, "A", None)  # A itself is the last to end


def test_why_there_is_nothing_to_test_is_said():
    done = [row | {"actual_finish_date": day(-1)} for row in CHAIN]
    assert moved(done, LOGIC) == (None, None, "complete")
    assert moved(CHAIN, []) == (None, None, "no_links")
    circle = [*LOGIC, link("C", "A")]
    assert moved(CHAIN, circle) == (None, None, "cyclic_links")


def test_each_project_has_its_own_move():
    tasks = [*CHAIN, task("X", 1, project_id="BETA"), task("Y", 1, project_id="BETA")]
    tasks[-2]["total_float_minutes"] = 2 * DAY
    found = worked_out(tasks, [*LOGIC, link("X", "Y")], "critical_path_test")
    assert {key: row["moved_days"] for key, row in found.items()} == {"ALPHA": 600, "BETA": 600}
