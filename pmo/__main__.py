"""The command line for figures: ``python -m pmo figures | trace | publish``."""

import argparse
import sys
from datetime import date

from pmo import metrics, publication
from pmo.console import run, say, write_json
from pmo.errors import UnknownNameError, UsageError
from pmo.figures import Record, figures_of, records_of_trace
from pmo.organisations import chosen
from pmo.readings.read import LEVELS
from pmo.selection import Selection
from pmo.settings import Settings, read_settings, user
from pmo.warehouse import Snapshot, Warehouse, open_warehouse


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    asked = _parser().parse_args(arguments)
    return run(lambda: asked.run(asked))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pmo", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    figures = _command(commands, "figures", "print figures of a status date", _figures)
    figures.add_argument("metric", nargs="*", help="all metrics, if none is named")
    _ask_for_date(figures)
    _ask_for_place(figures)
    figures.add_argument("--as-reported", action="store_true", help="as published at the time")

    trace = _command(commands, "trace", "print the cells that a figure rests on", _trace)
    trace.add_argument("metric")
    _ask_for_date(trace)
    trace.add_argument("--key", required=True, help="project, group, milestone, person or role")
    _ask_for_place(trace)

    publish = _command(commands, "publish", "store a status date as reported", _publish)
    publish.add_argument("status_date", type=_date, metavar="DATE")
    publish.add_argument("--by", metavar="NAME", help="who publishes; the account, if not given")
    return parser


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    text: str,
    action: object,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text)
    command.add_argument("--organisation", metavar="O")
    command.add_argument("--json", action="store_true", help="print one JSON document")
    command.set_defaults(run=action)
    return command


def _ask_for_date(command: argparse.ArgumentParser) -> None:
    command.add_argument("--status-date", type=_date, required=True, metavar="D")


def _ask_for_place(command: argparse.ArgumentParser) -> None:
    command.add_argument("--by", choices=LEVELS)
    command.add_argument("--in", dest="group", metavar="GROUP", help="only this group")
    command.add_argument("--as-of", type=int, metavar="LOAD", help="as known at that load")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f'"{text}" is no date. Write it as 2026-10-31.'
        raise argparse.ArgumentTypeError(message) from error


def _figures(asked: argparse.Namespace) -> int:
    _, warehouse, organisation = _place(asked)
    names = asked.metric or list(metrics.metrics())
    with warehouse.snapshot() as snapshot:
        selection = _selection(asked, organisation, snapshot, warehouse)
        if asked.as_reported:
            records = publication.figures_as_reported(snapshot, selection, names, by=asked.by)
        else:
            records = [
                record
                for name in names
                for record in figures_of(name, snapshot, selection, by=asked.by)
            ]
    if asked.json:
        write_json(records)
    else:
        _print_rows(records, ["metric", "key", "measure", "words", "colour", "reason"])
    return 0


def _trace(asked: argparse.Namespace) -> int:
    settings, warehouse, organisation = _place(asked)
    with warehouse.snapshot() as snapshot:
        selection = _selection(asked, organisation, snapshot, warehouse)
        by = asked.by or metrics.metric(asked.metric).grain
        rows = metrics.trace(
            asked.metric, snapshot, selection, by=by, key=asked.key, cells=settings.cells
        )
    records = records_of_trace(rows)
    if asked.json:
        write_json(records)
    else:
        _print_rows(records, ["file", "sheet", "cell", "raw", "column", "value"])
    return 0


def _publish(asked: argparse.Namespace) -> int:
    _, warehouse, organisation = _place(asked)
    who = asked.by or user()
    record = publication.publish(warehouse, organisation, asked.status_date, by=who)
    if asked.json:
        write_json(record)
    else:
        say(f"{record['readings']} readings of {asked.status_date} are stored as reported.")
    return 0


def _place(asked: argparse.Namespace) -> tuple[Settings, Warehouse, str]:
    settings = read_settings()
    warehouse = open_warehouse(settings)
    if warehouse.is_empty:
        message = "The warehouse is empty. Load a file with: python -m pipelines load FILE"
        raise UsageError(message)
    return settings, warehouse, chosen(asked.organisation, settings, warehouse.organisations())


def _selection(
    asked: argparse.Namespace, organisation: str, snapshot: Snapshot, warehouse: Warehouse
) -> Selection:
    """Build the selection, once each name in it is known to exist."""
    for name in asked.metric if isinstance(asked.metric, list) else [asked.metric]:
        metrics.metric(name)
    selection = Selection(
        organisation,
        snapshot.name,
        asked.status_date,
        group=asked.group,
        as_of=asked.as_of,
    )
    if asked.as_of is not None:
        numbers = warehouse.loads(organisation)["load_id"].to_list()
        if asked.as_of not in numbers:
            raise UnknownNameError("load", str(asked.as_of), [str(n) for n in numbers])
    if asked.group is not None:
        groups = snapshot.query(
            f"select group_id from ({snapshot.relation('groups', selection)})",  # noqa: S608
            snapshot.parameters(selection),
        )["group_id"].to_list()
        if asked.group not in groups:
            raise UnknownNameError("group", asked.group, groups)
    return selection


def _print_rows(records: list[Record], columns: list[str]) -> None:
    if not records:
        say("Nothing was found.")
        return
    print("\t".join(columns))
    for record in records:
        print("\t".join("" if record.get(c) is None else str(record[c]) for c in columns))


if __name__ == "__main__":
    sys.exit(main())
