"""From the command to the first page, against a bare app that imports the same libraries."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.bench.measure import Cost, Result, side_by_side
from tests.bench.served import ROOT, serving, visiting

MOST = 1.25
LIBRARIES = """
import json, sys
before = set(sys.modules)
import app, pages
for name in app.WARM:
    __import__(name)
pages.pages()
folders = ("site-packages", "dist-packages")

def is_library(name):
    spec = getattr(sys.modules[name], "__spec__", None)
    file = getattr(spec, "origin", None) or ""
    is_theirs = any(folder in file for folder in folders)
    return is_theirs and spec.name == name and not name.startswith("_")

print(json.dumps([name for name in sys.modules if name not in before and is_library(name)]))
"""
BARE = """
from contextlib import asynccontextmanager
from importlib import import_module
import streamlit as st

@asynccontextmanager
async def lifespan(_app):
    for name in {names}:
        import_module(name)
    yield {{}}

app = st.App("page.py", lifespan=lifespan)
"""
PAGE = 'import streamlit as st\nst.title("Hello")\n'


def measured(folder: Path, *, repetitions: int) -> list[Result]:
    """One result for an empty warehouse, and one for the large portfolio."""
    with TemporaryDirectory() as place:
        bare = Path(place) / "bare"
        empty = Path(place) / "empty"
        bare.mkdir()
        empty.mkdir()
        (bare / "page.py").write_text(PAGE, encoding="utf-8")
        (bare / "app.py").write_text(BARE.format(names=_libraries()), encoding="utf-8")
        results = []
        for what, data in (("nothing loaded", empty), ("5 million time entries", folder)):
            ours, theirs = side_by_side(
                lambda data=data: _first_page(ROOT / "app.py", data),
                lambda: _first_page(bare / "app.py", bare),
                repetitions=repetitions,
            )
            note = f"CPU {ours.cpu:,.0f} : {theirs.cpu:,.0f} ms"
            results.append(
                Result(f"Start and first page, {what}", ours.wall, "ms", MOST, theirs.wall, note)
            )
        return results


def _libraries() -> list[str]:
    """Modules of other people that the app has imported when its first page is drawn."""
    done = subprocess.run(
        [sys.executable, "-c", LIBRARIES], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def _first_page(script: Path, data: Path) -> Cost:
    began = perf_counter()
    with serving(script, data, data / "server.log") as server, visiting(server.port):
        return Cost(1000 * (perf_counter() - began), server.cpu)
