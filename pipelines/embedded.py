"""The embedded portfolios, built by loading the files in ``data/sample`` like anybody's files."""

import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipelines.answers import plain
from pipelines.inspection import Instructions
from pipelines.intake import FileRecord, Intake, SentFile
from pipelines.load import published, take_in
from pmo.originals import hash_of
from pmo.settings import ROOT, Settings
from pmo.warehouse import Warehouse, open_warehouse

MANIFEST = ROOT / "data" / "sample" / "manifest.toml"
LOADED_BY = "Milepost"
BAR_WIDTH = 30

Progress = Callable[[int, int, str], None]  # files done, of, the file that comes next


@dataclass(frozen=True)
class Embedded:
    """One embedded organisation: its files in the order of loading, and the answers to them."""

    organisation: str
    files: tuple[Path, ...]
    answers: dict[str, str]


def read_manifest(path: Path = MANIFEST) -> tuple[Embedded, ...]:
    """Organisations that the manifest lists."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(
        Embedded(
            name,
            tuple(path.parent / entry["folder"] / file for file in entry["files"]),
            {plain(key): str(answer) for key, answer in entry.get("answers", {}).items()},
        )
        for name, entry in document.items()
    )


def build(settings: Settings, progress: Progress, manifest: Path = MANIFEST) -> list[FileRecord]:
    """Load what is not loaded yet of the embedded portfolios, and publish it together.

    Returns:
        One record per file; ``already`` where its bytes are in, those first.
    """
    warehouse = open_warehouse(settings)
    embedded = read_manifest(manifest)
    count = sum(len(each.files) for each in embedded)
    records: list[FileRecord] = []
    for each in embedded:
        for record in _records(each, warehouse, settings):
            records.append(record)
            progress(len(records), count, record.file)
    return list(published(records, warehouse))


def _records(each: Embedded, warehouse: Warehouse, settings: Settings) -> Iterator[FileRecord]:
    instructions = Instructions(answers=each.answers, accept=True, by=LOADED_BY)
    intake = Intake(instructions, settings, each.organisation, warehouse)
    hashes = {path: hash_of(path) for path in each.files}
    loaded = _loaded(warehouse, each.organisation)
    for path, sha256 in hashes.items():
        if sha256 in loaded:
            yield FileRecord(
                path.name,
                sha256=sha256,
                organisation=each.organisation,
                load=loaded[sha256],
                already=True,
            )
    missing = [path for path, sha256 in hashes.items() if sha256 not in loaded]
    yield from take_in([SentFile(path, path.name) for path in missing], intake)


def _loaded(warehouse: Warehouse, organisation: str) -> dict[str, int]:
    """Loads that were not undone, by the hash of their bytes."""
    loads = warehouse.loads(organisation).filter(
        pl.col("undone_by_load").is_null(), pl.col("sha256").is_not_null()
    )
    return dict(loads.select("sha256", "load_id").iter_rows())


def show_progress(done: int, count: int, file: str) -> None:
    """Draw a bar on standard error; where that is no terminal, one line for each tenth."""
    if sys.stderr.isatty():
        filled = BAR_WIDTH * done // count
        bar = "#" * filled + "." * (BAR_WIDTH - filled)
        end = "\n" if done == count else ""
        sys.stderr.write(f"\r[{bar}] {done} of {count} {file:<40.40}{end}")
    elif done * 10 // count > (done - 1) * 10 // count:
        sys.stderr.write(f"{done} of {count} files\n")
    sys.stderr.flush()
