"""Kept files: whole, private, once, and found again by their hash."""

import hashlib
import os
import stat

import polars as pl
import pytest

from pmo.originals import cells_path, hash_of, keep_cells, keep_original, original_path, raw_cells

CELLS = pl.DataFrame(
    {
        "sheet": ["Plan", "Plan", "Money"],
        "sheet_index": [0, 0, 1],
        "row": [1, 2, 1],
        "column": [3, 3, 3],
        "kind": ["text", "number", "text"],
        "text": ["Budget", "12", "\u200bApproved "],
    }
)


def test_the_kept_bytes_are_those_that_came(tmp_path):
    came = tmp_path / "plan.csv"
    came.write_bytes(b"Project,Budget\n")
    sha256 = keep_original(came, tmp_path / "warehouse")
    assert sha256 == hashlib.sha256(b"Project,Budget\n").hexdigest() == hash_of(came)
    assert original_path(sha256, tmp_path / "warehouse").read_bytes() == b"Project,Budget\n"


def test_the_same_bytes_under_two_names_are_kept_once(tmp_path):
    for name in ("march.csv", "april.csv"):
        (tmp_path / name).write_bytes(b"Project\n")
    first = keep_original(tmp_path / "march.csv", tmp_path / "warehouse")
    kept = original_path(first, tmp_path / "warehouse")
    before = kept.stat().st_mtime_ns
    assert keep_original(tmp_path / "april.csv", tmp_path / "warehouse") == first
    assert kept.stat().st_mtime_ns == before
    assert [path.name for path in kept.parent.iterdir()] == [first]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_owner_reads_a_kept_file(tmp_path):
    (tmp_path / "plan.csv").write_bytes(b"Project\n")
    kept = original_path(keep_original(tmp_path / "plan.csv", tmp_path / "w"), tmp_path / "w")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_a_copy_that_fails_leaves_nothing_behind(tmp_path):
    with pytest.raises(FileNotFoundError):
        keep_original(tmp_path / "missing.csv", tmp_path / "warehouse")
    assert list((tmp_path / "warehouse" / "originals").iterdir()) == []


def test_a_trace_finds_one_cell_as_it_stood(tmp_path):
    CELLS.write_parquet(tmp_path / "cells.parquet")
    keep_cells(tmp_path / "cells.parquet", "abc", tmp_path / "kept")
    found = raw_cells("abc", tmp_path / "kept", sheet="Money", row=1, column=3)
    assert found["text"].to_list() == ["\u200bApproved "]
    assert raw_cells("abc", tmp_path / "kept").equals(CELLS)
    assert raw_cells("abc", tmp_path / "kept", sheet="Plan")["row"].to_list() == [1, 2]


def test_raw_cells_once_kept_stay_as_they_are(tmp_path):
    CELLS.write_parquet(tmp_path / "first.parquet")
    CELLS.head(1).write_parquet(tmp_path / "second.parquet")
    keep_cells(tmp_path / "first.parquet", "abc", tmp_path / "kept")
    keep_cells(tmp_path / "second.parquet", "abc", tmp_path / "kept")
    assert raw_cells("abc", tmp_path / "kept").height == 3
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["abc.parquet"]
    assert cells_path("abc", tmp_path / "kept").name == "abc.parquet"
