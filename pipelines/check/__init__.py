"""Text cells in, typed rows and issues out: conventions, values, keys, sums."""

from pipelines.check.checking import Checked, check

__all__ = ["Checked", "check"]
