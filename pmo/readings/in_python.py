"""A metric written in Python: a module whose docstring is the header, with one function ``rows``.

The function's parameters are the relations that it reads. It gets them as frames: state tables on
the dates asked (on all so far, where the header says so), the others whole.
"""

import re
from dataclasses import replace
from inspect import cleandoc, getsource
from types import ModuleType

from pmo.readings.metric import Metric, parse_metric

CONTINUED = re.compile(r"\n\s+")  # an indented line goes on with the one before


def metric_of(module: ModuleType) -> Metric:
    """Return the metric that a module offers.

    Raises:
        ValueError: a field is missing or holds a word that nobody knows.
    """
    name = module.__name__.rpartition(".")[2]
    header = parse_metric(name, _header(module.__doc__ or ""))
    # Kept, because a query that reads it gets its rows and not its text.
    return replace(header, text=getsource(module), function=module.rows, is_kept=True)


def _header(docstring: str) -> str:
    """Fields of a docstring, one in a line, as a query has them; its first line is a summary."""
    _, _, fields = cleandoc(docstring).partition("\n\n")
    lines = CONTINUED.sub(" ", fields).splitlines()
    return "".join(f"-- {line}\n" for line in lines)
