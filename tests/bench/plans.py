"""Reading large schedules, against MPXJ on the same file in the same run."""

import re
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from pipelines.raw import mpxj
from pipelines.read import read
from tests.bench.measure import Result
from tests.pipelines.sources.plans import project_xml_text, written, xer_text

TASKS = 50_000
TIMES_MPXJ = 1.0
READ_IN = re.compile(r"Reading input file completed in (\d+)ms")


def measured(*, repetitions: int) -> list[Result]:
    """Medians in milliseconds; of MPXJ only its reading counts, not the start of Java."""
    if not mpxj.is_installed():
        sys.stderr.write("MPXJ or Java is missing: plans are not compared. Run make plans.\n")
        return []
    with TemporaryDirectory() as place:
        folder = Path(place)
        files = [written(folder, "plan.xer", _xer()), written(folder, "plan.xml", _project_xml())]
        return [_compared(file, folder, repetitions) for file in files]


def _compared(file: Path, folder: Path, repetitions: int) -> Result:
    pairs = [(_timed(lambda: read(file)), _theirs(file, folder)) for _ in range(repetitions)]
    ours, theirs = (median(side) for side in zip(*pairs, strict=True))
    what = f"read a plan of {TASKS:,} tasks, {file.suffix[1:]}"
    return Result(what, ours, "ms", TIMES_MPXJ, comparison=theirs, note="against MPXJ")


def _timed(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return (perf_counter() - begun) * 1000


def _theirs(file: Path, folder: Path) -> float:
    spec = find_spec(mpxj.PACKAGE)
    jars = Path(str(spec.origin)).parent / "lib" / "*" if spec else ""
    command = ["java", "-Xmx2g", "-cp", str(jars), mpxj.CONVERTER, str(file), "out.json"]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    found = READ_IN.search(done.stdout)
    assert found, done.stdout
    return float(found[1])


def _xer() -> str:
    project = {"proj_id": 1, "proj_short_name": "PORT", "last_recalc_date": "2026-03-31 08:00",
               "project_flag": "Y", "clndr_id": 10}  # fmt: skip
    calendar = {"clndr_id": 10, "default_flag": "Y", "clndr_name": "Standard",
                "clndr_type": "CA_Base", "day_hr_cnt": 8, "week_hr_cnt": 40,
                "month_hr_cnt": 172, "year_hr_cnt": 2000}  # fmt: skip
    node = {"wbs_id": 10, "proj_id": 1, "wbs_short_name": "PORT", "wbs_name": "New portal",
            "proj_node_flag": "Y"}  # fmt: skip
    activity = {
        "proj_id": 1, "wbs_id": 10, "clndr_id": 10, "task_type": "TT_Task",
        "status_code": "TK_NotStart", "complete_pct_type": "CP_Drtn", "target_drtn_hr_cnt": 40,
        "remain_drtn_hr_cnt": 40, "total_float_hr_cnt": 8,
        "target_start_date": "2026-04-06 08:00", "target_end_date": "2026-04-10 16:00",
        "early_start_date": "2026-04-07 08:00", "early_end_date": "2026-04-13 16:00",
    }  # fmt: skip
    numbers = range(1, TASKS + 1)
    tasks = [
        {"task_id": n, "task_code": f"A{n}", "task_name": f"Task {n}", **activity} for n in numbers
    ]
    links = [
        {"task_pred_id": n, "task_id": n + 1, "pred_task_id": n, "proj_id": 1, "pred_proj_id": 1,
         "pred_type": "PR_FS", "lag_hr_cnt": 0}
        for n in numbers[:-1]
    ]  # fmt: skip
    return xer_text(
        {
            "CALENDAR": [calendar],
            "PROJECT": [project],
            "PROJWBS": [node],
            "TASK": tasks,
            "TASKPRED": links,
        }
    )


def _project_xml() -> str:
    task = {
        "IsNull": 0, "OutlineLevel": 1, "Start": "2026-04-06T08:00:00",
        "Finish": "2026-04-10T17:00:00", "Duration": "PT40H0M0S",
        "RemainingDuration": "PT40H0M0S", "PercentComplete": 0, "Milestone": 0, "Summary": 0,
        "Critical": 0, "TotalSlack": 0, "ConstraintType": 0,
    }  # fmt: skip
    link = {"Type": 1, "LinkLag": 0, "LagFormat": 7}
    tasks = [
        {
            "UID": n, "ID": n, "Name": f"Task {n}", "OutlineNumber": n, **task,
            "PredecessorLink": [{"PredecessorUID": n - 1, **link}] if n > 1 else [],
        }
        for n in range(1, TASKS + 1)
    ]  # fmt: skip
    return project_xml_text(tasks=tasks, Title="Large", StatusDate="2026-03-31T17:00:00")
