"""All files of the embedded portfolios, in the order in which they are loaded."""

from pathlib import Path

from data.sample import ledgers, plans, timesheets, tracker
from data.sample.publications import write_publications
from data.sample.reports import write_reports
from data.sample.truth import write_truth

ANSWERS = {"sample": {}, "sample-works": {"fiscal_year_start": "April"}}
MANIFEST = """# Files of the embedded portfolios in the order of loading; written by data.sample.
# Under answers stands what a person would be asked, by question id.
"""


def write_all(folder: Path) -> list[str]:
    """Write everything below the folder; returns the paths written, relative to it."""
    organisations = {"sample": write_sample, "sample-works": write_publications}
    written = {}
    for organisation, write in organisations.items():
        place = folder / "files" / organisation
        place.mkdir(parents=True, exist_ok=True)
        written[organisation] = write(place)
    write_manifest(folder / "manifest.toml", written)
    write_truth(folder / "truth.json")
    paths = [f"files/{name}/{file}" for name, files in written.items() for file in files]
    return [*paths, "manifest.toml", "truth.json"]


def write_sample(folder: Path) -> list[str]:
    """Files of the IT organisation."""
    return [
        *write_reports(folder),
        *timesheets.write_plans(folder),
        *timesheets.write_absences(folder),
        *timesheets.write_timesheets(folder),
        *ledgers.write_transfers(folder),
        *ledgers.write_service_requests(folder),
        *ledgers.write_project_requests(folder),
        *tracker.write_tracker(folder),
        *plans.write_plans(folder),
    ]


def write_manifest(path: Path, written: dict[str, list[str]]) -> None:
    """Write which files belong to which organisation."""
    parts = [MANIFEST]
    for organisation, files in written.items():
        listed = "".join(f'  "{name}",\n' for name in files)
        parts.append(f'[{organisation}]\nfolder = "files/{organisation}"\nfiles = [\n{listed}]\n')
        answers = "".join(f'{key} = "{text}"\n' for key, text in ANSWERS[organisation].items())
        parts.append(f"[{organisation}.answers]\n{answers}")
    path.write_text("\n".join(parts), encoding="utf-8", newline="\n")
