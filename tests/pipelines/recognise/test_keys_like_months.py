"""Keys that look like counted months are keys."""

from pathlib import Path

from pipelines.read import read
from pipelines.recognise import recognise

REGISTER = """\
Project ID,Project name,Overall RAG,Baseline finish,Forecast finish
P1,Harbour wall,Red,2026-03-31,2026-06-30
P2,River crossing,Green,2026-05-31,2026-05-31
"""


def test_a_key_such_as_p1_beside_month_ends_is_no_second_header(tmp_path: Path):
    file = tmp_path / "Register 2026-02-28.csv"
    file.write_text(REGISTER, encoding="utf-8")
    (region,) = recognise(read(file))
    assert region.header_row == 1
    assert region.questions == ()
