"""Several files with answers of their own, taken in one after the other and published together."""

from collections.abc import Sequence

from pipelines.inspection import Instructions
from pipelines.intake import FileRecord, Intake, SentFile, organisation_named, own
from pipelines.load import published, take_in
from pmo.settings import Settings
from pmo.warehouse import open_warehouse


def load_each(
    sent: Sequence[tuple[SentFile, Instructions]], settings: Settings
) -> tuple[FileRecord, ...]:
    """Take each file in with its own instructions, and publish what was written at the end.

    A refused file does not stop the others; its record has ``error`` set.

    Raises:
        UsageError: nobody said whose files they are, or they would go into an embedded portfolio.
    """
    warehouse = open_warehouse(settings)
    records: list[FileRecord] = []
    for file, instructions in sent:
        organisation = own(organisation_named(instructions, settings, warehouse), warehouse)
        records.extend(take_in([file], Intake(instructions, settings, organisation, warehouse)))
    return published(tuple(records), warehouse)
