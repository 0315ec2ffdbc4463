"""The command line for files: ``python -m pipelines COMMAND``, of which each says what it does.

With ``--json`` one JSON document stands on standard output and nothing else; messages go to
standard error. Exit 0: done or already loaded; 1: refused, a question is open, or the warehouse is
busy; 2: wrong usage or an unknown name; 3: a bug.
"""

import argparse
import json
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from pipelines.answers import STATUS_DATE
from pipelines.history import history, undo
from pipelines.inspection import Instructions
from pipelines.intake import FileRecord
from pipelines.load import inspect, load
from pipelines.mapping_file import mapping_text
from pipelines.mapping_reading import MappingFile, read_mapping_file
from pipelines.records import file_document, file_lines, history_line, one_line, write_new
from pmo.console import run, say, write_json
from pmo.errors import UnknownNameError, UnreadableFileError, UsageError
from pmo.settings import read_settings, user
from pmo.tables import CANONICAL
from pmo.warehouse import open_warehouse

OPEN = 1  # exit code of an inspection that leaves a question open


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    asked = _parser().parse_args(arguments)
    return run(lambda: asked.run(asked))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pipelines", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    look = _command(commands, "inspect", "say what files are and what is asked", _inspect)
    _ask_for_files(look)

    take = _command(commands, "load", "take files in", _load)
    _ask_for_files(take)
    take.add_argument("--accept", action="store_true", help="take every proposal, and list them")
    take.add_argument("--by", metavar="NAME", help="who loads; the account, if not given")

    drop = _command(commands, "watch", "load the files dropped into the folder incoming", _watch)
    drop.add_argument("--status-date", type=_date, metavar="D", help="date they speak for")
    drop.add_argument("--table", metavar="T", help="canonical table of the rows")
    drop.add_argument("--mapping", type=Path, metavar="MAP.toml", help="how to read them")
    drop.add_argument("--accept", action="store_true", help="take every proposal, and list them")
    drop.add_argument("--by", metavar="NAME", help="who loads; the account, if not given")
    drop.add_argument("--once", action="store_true", help="load what lies there, then end")

    _command(commands, "loads", "list what was loaded", _loads)

    back = _command(commands, "undo", "take a load back", _undo)
    back.add_argument("load", type=int, metavar="LOAD", help="its number")
    back.add_argument("--by", metavar="NAME", help="who takes it back")

    marked = _command(commands, "mark", "write a copy of a file with its issues marked", _mark)
    _ask_for_files(marked)
    marked.add_argument("--accept", action="store_true", help="take every proposal, as load does")
    _ask_for_target(marked)

    known = _command(commands, "mapping", "write down how a file is read, for others", _mapping)
    _ask_for_files(known)
    known.add_argument("--accept", action="store_true", help="take every proposal, as load does")
    known.add_argument("--out", type=Path, metavar="MAP.toml", help="file to write; else printed")

    blank = _command(commands, "template", "write a blank workbook of a table", _template)
    blank.add_argument("table", metavar="TABLE", help="canonical table, such as milestones")
    _ask_for_target(blank)

    _command(commands, "sample", "build the embedded portfolios", _sample)
    return parser


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    text: str,
    action: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text)
    command.add_argument("--organisation", metavar="O", help="whose portfolio it is")
    command.add_argument("--json", action="store_true", help="print one JSON document")
    command.set_defaults(run=action)
    return command


def _ask_for_files(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument("--status-date", type=_date, metavar="D", help="date it speaks for")
    command.add_argument("--table", metavar="T", help="canonical table of the rows")
    command.add_argument("--mapping", type=Path, metavar="MAP.toml", help="how to read them")


def _ask_for_target(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, metavar="FILE", required=True, help="file to write")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f'"{text}" is no date. Write it as 2026-10-31.'
        raise argparse.ArgumentTypeError(message) from error


def _instructions(asked: argparse.Namespace, *, by: str = "", accept: bool = False) -> Instructions:
    if asked.table is not None and asked.table not in CANONICAL:
        raise UnknownNameError("table", asked.table, list(CANONICAL))
    mapping = read_mapping_file(asked.mapping) if asked.mapping else MappingFile()
    return Instructions(
        organisation=asked.organisation,
        status_date=asked.status_date,
        table=asked.table,
        answers=mapping.answers,
        accept=accept,
        by=by,
        templates=mapping.templates,
    )


def _inspect(asked: argparse.Namespace) -> int:
    instructions, settings = _instructions(asked), read_settings()
    records = [inspect(path, instructions, settings) for path in asked.files]
    is_open = any(record.questions for record in records)
    return max(_tell(records, asked), OPEN if is_open else 0)


def _load(asked: argparse.Namespace) -> int:
    instructions = _instructions(asked, by=asked.by or user(), accept=asked.accept)
    return _tell(load(asked.files, instructions, read_settings()), asked)


def _tell(records: Sequence[FileRecord], asked: argparse.Namespace) -> int:
    """Print what became of the files; the exit code is that of the worst."""
    if asked.json:
        write_json([file_document(record) for record in records])
        for record in records:
            if record.error is not None:
                say(str(record.error))
    else:
        for record in records:
            print("\n".join(file_lines(record)))
    return max((record.error.exit_code for record in records if record.error), default=0)


def _watch(asked: argparse.Namespace) -> int:
    from pipelines.watch import Watched, folder_of

    def tell(record: FileRecord) -> None:
        if asked.json:
            print(json.dumps(file_document(record), ensure_ascii=False, default=str), flush=True)
        else:
            print(one_line(record), flush=True)

    instructions = _instructions(asked, by=asked.by or user(), accept=asked.accept)
    settings = read_settings()
    watched = Watched(folder_of(settings), instructions, settings, tell)
    if asked.once:
        return watched.take_waiting()
    stop = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stop.set())
    say(f"Watching {watched.folder}. Ctrl-C ends it.")
    watched.keep_watching(stop)
    return 0


def _loads(asked: argparse.Namespace) -> int:
    settings = read_settings()
    warehouse = open_warehouse(settings)
    entries = history(warehouse, asked.organisation or settings.organisation)
    if not entries:
        say("Nothing is loaded yet. Load a file with: python -m pipelines load FILE")
    if asked.json:
        write_json([asdict(entry) for entry in entries])
    else:
        print("\n".join(map(history_line, entries)))
    return 0


def _undo(asked: argparse.Namespace) -> int:
    warehouse = open_warehouse(read_settings())
    undone = undo(warehouse, asked.load, organisation=asked.organisation, by=asked.by or user())
    if asked.json:
        write_json(asdict(undone))
    else:
        print(f"Load {undone.undone} ({undone.file}) is taken back. What it replaced holds again.")
    return 0


def _mark(asked: argparse.Namespace) -> int:
    from pipelines.marked_copy import marked_copy

    record = _inspected(asked, "Name one file to mark up.")
    (path,) = asked.files
    write_new(asked.out, marked_copy(path, record.regions, limits=read_settings().limits))
    count = sum(len(region.issues) for region in record.regions)
    if asked.json:
        write_json({"file": record.file, "out": str(asked.out), "issues": count})
    else:
        print(
            f"{asked.out}: {count} issues of {record.file} are marked. Correct them, and load it."
        )
    return 0


def _mapping(asked: argparse.Namespace) -> int:
    record = _inspected(asked, "Name one file, whose mapping is written.")
    if not any(region.tables for region in record.regions):
        raise UnreadableFileError(record.file, "no table was recognised in it, so none is mapped.")
    text = mapping_text(record)
    if asked.out:
        write_new(asked.out, text.encode())
    open_ones = [question.id for question in record.questions if question.id != STATUS_DATE]
    if asked.json:
        out = str(asked.out) if asked.out else None
        write_json({"file": record.file, "out": out, "open": open_ones, "mapping": text})
    else:
        print(f"{asked.out}: how {record.file} is read." if asked.out else text.rstrip())
    if open_ones:
        say(f"Not answered yet, and noted in the mapping: {', '.join(open_ones)}.")
    return 0


def _inspected(asked: argparse.Namespace, else_say: str) -> FileRecord:
    """Record of the only file that is named.

    Raises:
        UsageError: there are several.
        MilepostError: the file cannot be read.
    """
    if len(asked.files) != 1:
        raise UsageError(else_say)
    (path,) = asked.files
    record = inspect(path, _instructions(asked, accept=asked.accept), read_settings())
    if record.error is not None:
        raise record.error
    return record


def _template(asked: argparse.Namespace) -> int:
    from pipelines.templates import template

    content = template(asked.table, currency=read_settings().currency)
    write_new(asked.out, content)
    if asked.json:
        write_json({"table": asked.table, "file": str(asked.out)})
    else:
        print(f"{asked.out}: a blank template of {asked.table}. Fill it, and load it.")
    return 0


def _sample(asked: argparse.Namespace) -> int:
    from pipelines import embedded

    records = embedded.build(read_settings(), embedded.show_progress)
    if asked.json:
        write_json([file_document(record) for record in records])
    refused = [record for record in records if record.error is not None]
    for record in refused:
        say(str(record.error))
    if not asked.json:
        names = ", ".join(dict.fromkeys(str(record.organisation) for record in records))
        already = sum(record.already for record in records)
        print(f"{names}: {len(records)} files, {already} of them loaded before.")
    return max((record.error.exit_code for record in refused if record.error), default=0)


if __name__ == "__main__":
    sys.exit(main())
