"""The one way in which the reading of a file says that it will not go on."""

PROTECTED = "The workbook is protected by a password. Remove it and send again."


class Refusal(Exception):  # noqa: N818 - a verdict on the file, not an error of ours
    """Why a file is not read, in words for its sender; ``read`` adds the name of the file."""

    @property
    def reason(self) -> str:
        """The sentence for the sender."""
        return str(self)


def no_table(stranger: str) -> Refusal:
    """A file of another kind, such as "a PDF document"."""
    advice = "Export the table as .xlsx or .csv and load that file."
    return Refusal(f"This is {stranger}, not a table. {advice}")


def damaged(part: str) -> Refusal:
    """A workbook that readers would understand differently, or not at all."""
    return Refusal(f"The workbook is damaged (part {part}). Open it in Excel and save again.")
