"""What loads of golden files into a new warehouse say, and the rows that they leave there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from pipelines.inspection import Instructions
from pipelines.intake import FileRecord
from pipelines.load import load
from pmo.settings import Settings
from pmo.warehouse import open_warehouse

GOLDEN = Path(__file__).parent / "golden"
MARCH = date(2026, 3, 31)
APRIL = date(2026, 4, 30)


@dataclass(frozen=True)
class Outcome:
    """What a load said, and the rows that the warehouse holds after it."""

    record: FileRecord
    settings: Settings

    @property
    def issues(self):
        """Rules by cell, for what was listed."""
        return {(issue.cell, issue.rule) for each in self.record.regions for issue in each.issues}

    @property
    def questions(self):
        """Proposals by the kind and the column of each question."""
        return {
            (question.id.partition(":")[0], question.column): question.proposal
            for question in self.record.questions
        }

    def message(self, cell, rule):
        """Words of one issue."""
        (found,) = (
            issue.message
            for each in self.record.regions
            for issue in each.issues
            if (issue.cell, issue.rule) == (cell, rule)
        )
        return found

    def sum(self, header):
        """Sum of one column, of the only region that has it."""
        (found,) = (each.sums[header] for each in self.record.regions if header in each.sums)
        return found

    def column(self, table, name, *, key="project_id", where="true"):
        """One column of a table by its key."""
        sql = f'select "{key}", "{name}" from main."{table}" where {where}'
        with open_warehouse(self.settings).snapshot() as snapshot:
            rows = snapshot.query(sql).rows()
        assert len(rows) == len(dict(rows))
        return dict(rows)

    def rows(self, sql):
        """Rows of a query on the warehouse after the load."""
        with open_warehouse(self.settings).snapshot() as snapshot:
            return snapshot.query(sql).rows()

    def values(self, rule):
        """Texts of the cells that a rule lists, by cell."""
        return {
            issue.cell: issue.value
            for each in self.record.regions
            for issue in each.issues
            if issue.rule == rule
        }


def loader(folder: Path) -> Callable[..., Outcome]:
    """Load files one after the other into one new warehouse; the outcome is that of the last."""
    settings = Settings(data=folder / "data", organisation=None, currency="EUR")

    def load_them(*names, status_date=MARCH, **more):
        for name in names:
            path = name if isinstance(name, Path) else GOLDEN / name
            instructions = Instructions("Ours", status_date, by="Ana", **more)
            (record,) = load([path], instructions, settings)
        for region in record.regions:
            assert region.rows.balances
            assert [name for name, each in region.sums.items() if not each.balances] == []
        return Outcome(record, settings)

    return load_them


def book_in(folder, **sheets):
    """Workbook with these sheets of plain rows."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path = folder / "book.xlsx"
    book.save(path)
    return path
