"""Plans that only MPXJ reads: the same through both ways, and a plain word where it is missing."""

import importlib.util
import shutil
from datetime import date

import pytest

from pipelines.raw import mpxj
from pipelines.raw.refusal import Refusal
from tests.outcomes import loader

needs_mpxj = pytest.mark.skipif(
    not mpxj.is_installed(),
    reason="MPXJ or Java is missing: make plans installs both where the package manager has them.",
)
DAY = date(2004, 3, 31)
TASKS = (
    "select task_code, task_name, task_kind, percent_complete_share, duration_minutes "
    "from main.tasks where task_kind != 'summary' order by all"
)
LINKS = (  # the keys of tasks differ between the two files, the lines of the plan do not
    "select before.task_code, later.task_code, link_kind from main.task_links "
    "inner join main.tasks as before on predecessor_id = before.task_id "
    "inner join main.tasks as later on successor_id = later.task_id order by all"
)


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.mpx"
    path.write_text("MPX,Nothing else\r\n")
    return path


def test_without_mpxj_the_way_to_it_and_round_it_is_said(monkeypatch, plan, tmp_path):
    monkeypatch.setattr(mpxj, "find_spec", lambda _: None)
    with pytest.raises(Refusal, match=r"Save as XML .* requirements-plans\.txt"):
        mpxj.as_project_xml(plan, tmp_path)


def test_without_java_it_is_said_how_to_install_it(monkeypatch, plan, tmp_path):
    found = importlib.util.spec_from_file_location("mpxj", tmp_path / "mpxj.py")
    monkeypatch.setattr(mpxj, "find_spec", lambda _: found)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(Refusal, match="apt-get install openjdk-17-jre-headless"):
        mpxj.as_project_xml(plan, tmp_path)


@needs_mpxj
def test_a_plan_that_mpxj_cannot_read_is_refused_with_its_words(plan, tmp_path):
    with pytest.raises(Refusal, match="MPXJ cannot read the plan"):
        mpxj.as_project_xml(plan, tmp_path)


@needs_mpxj
@pytest.mark.slow
def test_a_plan_of_microsoft_project_and_its_xml_have_the_same_tasks_and_links(
    tmp_path, shared_data
):
    folder = shared_data / "projectlibre"
    found = [
        loader(tmp_path / kind)(folder / f"New Product.{kind}", status_date=DAY, accept=True)
        for kind in ("mpp", "xml")
    ]
    tasks, links = ([each.rows(sql) for each in found] for sql in (TASKS, LINKS))
    assert [len(each.rows("select task_id from main.tasks")) for each in found] == [43, 43]
    assert tasks[0] == tasks[1]
    assert links[0] == links[1]


@needs_mpxj
@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "tasks", "links"),
    [
        ("Commercial construction project plan.mpp", 146, 176),
        ("Microsoft Office Project 2003 deployment.mpp", 323, 138),
    ],
)
def test_plans_of_microsoft_project_load_whole(tmp_path, shared_data, file, tasks, links):
    outcome = loader(tmp_path)(shared_data / "projectlibre" / file, status_date=DAY, accept=True)
    assert outcome.rows("select count(*) from main.tasks") == [(tasks,)]
    assert outcome.rows("select count(*) from main.task_links") == [(links,)]
    assert ("", "read_by_mpxj") in outcome.issues
