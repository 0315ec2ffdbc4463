"""Words of health that the standards do not know: asked once each, never guessed."""

from collections.abc import Mapping

import polars as pl

from pipelines.answers import question_id
from pipelines.check.inquiry import Field, Inquiry
from pipelines.check.meaning import quoted
from pipelines.check.words import folded
from pipelines.region import DATA
from pipelines.standing_words import NOT_APPLICABLE, TO_BE_CONFIRMED, WITHHELD
from pmo.ledger import Question
from pmo.standards import standards

NO_HEALTH = "no health"
WITHOUT_COLOUR = ("no dca", "no rating", "not rated", "none", "grey", "gray", "unknown", "reset")
SIGNS = {"🟢": "green", "🟩": "green", "🟡": "amber", "🟨": "amber", "🟠": "amber", "🔴": "red"}
SHORT = 20  # characters; longer texts are remarks
MOST_ASKED = 6  # different words of a column; a column of more is no scale


def with_known_words(fields: Mapping[int, Field], inquiry: Inquiry) -> dict[int, Field]:
    """Fields of health whose unknown words stand as the colour that a person gave them."""
    return {place: _known(field, inquiry) for place, field in fields.items()}


def _known(field: Field, inquiry: Inquiry) -> Field:
    if not any(target.column.startswith("health_") for target in field.column.targets):
        return field
    colours = {word: colour for kind, word, colour in standards().words if kind == "health"}
    told = field.cells.filter(pl.col("kind").is_in(["text", "number"]), role=DATA)
    unknown = [word for word in told["text"].unique(maintain_order=True) if _asks(word, colours)]
    if not unknown or len(unknown) > MOST_ASKED:
        return field
    answers = {word: _asked(word, field, inquiry, colours) for word in unknown}
    given = {word: answer for word, answer in answers.items() if answer in set(colours.values())}
    if not given:
        return field
    text = pl.when(pl.col("role") == DATA).then(pl.col("text").replace(given)).otherwise("text")
    return Field(field.column, field.cells.with_columns(text=text))


def _asks(word: str, colours: Mapping[str, str]) -> bool:
    """Whether a word could be a rating and is none that is known."""
    bare = folded(word)
    silent = (*WITHOUT_COLOUR, *NOT_APPLICABLE, *TO_BE_CONFIRMED)
    is_known = bare in colours or bare in silent or WITHHELD.search(word)
    return not is_known and not bare.startswith("#") and len(bare) <= SHORT


def _asked(word: str, field: Field, inquiry: Inquiry, colours: Mapping[str, str]) -> str | None:
    """Colour that a word stands for; a number's direction has no proposal."""
    header = field.column.header
    likely = SIGNS.get(word.strip(), colours.get(folded(word).replace("-", " "), NO_HEALTH))
    region = inquiry.region
    return inquiry.put(
        Question(
            question_id("rating", region.sheet, header, word, place=region.place),
            region.sheet,
            header,
            f"What does {quoted(word)} in {quoted(header)} mean?",
            (*dict.fromkeys(colours.values()), NO_HEALTH),
            None if word.strip().isdigit() else likely,
        )
    )
