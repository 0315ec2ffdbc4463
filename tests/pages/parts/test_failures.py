import json

from pages.parts.failures import note


def test_the_log_says_where_and_never_what(tmp_path, monkeypatch):
    monkeypatch.setenv("PMO_DATA", str(tmp_path))
    try:
        int("Ann earns 500")
    except ValueError as error:
        number = note(error)
    text = (tmp_path / "log" / "errors.jsonl").read_text()
    entry = json.loads(text)
    assert (entry["id"], entry["error"]) == (number, "ValueError")
    assert "test_failures.py" in entry["trace"][-1]
    assert "Ann" not in text
