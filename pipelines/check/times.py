"""Times of day in columns of dates: left out, and said where they tell days apart."""

from pipelines.check.dates import clock_in
from pipelines.check.inquiry import Field, Inquiry
from pmo.tables import DATE


def note_times(field: Field, inquiry: Inquiry) -> None:
    """Say once that the times of a column of dates are not kept, unless all are the same."""
    if DATE not in field.types:
        return
    cells = field.cells.filter(kind="datetime")["text"].unique(maintain_order=True).to_list()
    told = {text: clock for text in (*cells, *field.texts) if (clock := clock_in(text))}
    if len(set(told.values())) > 1:
        message = f"{len(told)} dates have times of day that differ. The days are loaded alone."
        inquiry.note("time_not_kept", field.column, next(iter(told)), message)
