"""Numbers that each project gives anew: "M1" of one sheet is not "M1" of the next."""

import polars as pl

from pmo.tables import Table

REGION = "region"  # number of the region that a row came from
NUMBERED = {"milestones": "milestone_id", "risks": "risk_id"}
Note = tuple[str, str, str]  # rule, value and message of an issue about a whole region


def told_apart(rows: pl.DataFrame, table: Table) -> tuple[pl.DataFrame, dict[int, Note]]:
    """Rows whose numbers say their project, where sheets of several projects number theirs alike.

    Args:
        rows: rows of all regions of a file, with the region of each.
        table: the table that they fill.

    Returns:
        The rows, and a note for each region whose numbers were made longer, by its number.
    """
    key = NUMBERED.get(table.name)
    if key is None or rows[REGION].n_unique() < 2:  # noqa: PLR2004 - nothing to tell apart
        return rows, {}
    one_project = rows.filter(pl.col("project_id").n_unique().over(REGION) == 1)
    alike = one_project.filter(pl.col("project_id").n_unique().over(key) > 1)
    regions = alike[REGION].unique().sort().to_list()
    if not regions:
        return rows, {}
    is_alike = pl.col(REGION).is_in(regions)
    longer = pl.concat_str("project_id", key, separator="/")
    notes = {
        number: _note(*alike.filter(pl.col(REGION) == number).select(key, "project_id").row(0))
        for number in regions
    }
    return rows.with_columns(pl.when(is_alike).then(longer).otherwise(key).alias(key)), notes


def _note(key: str, project: str) -> Note:
    message = (
        f'Another sheet of this file has a "{key}" of another project. This one is known as '
        f'"{project}/{key}", and the others of this sheet likewise.'
    )
    return "number_of_project", key, message
