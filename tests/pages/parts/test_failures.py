from streamlit.testing.v1 import AppTest

from pages.parts.text import plain
from pmo.errors import MilepostError


def script(error: Exception) -> None:
    from pages.parts.failures import show

    show(error)


def test_a_bug_is_a_sentence_with_the_number_under_which_the_log_holds_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PMO_DATA", str(tmp_path))
    app = AppTest.from_function(script, args=(ValueError("Ann earns 500"),)).run()
    text = (tmp_path / "errors.log").read_text()
    assert f"give the number {text[8:16]} to" in app.error[0].value
    assert "ValueError" in text
    assert "Ann" not in text + app.error[0].value


def test_what_the_user_can_mend_is_said_and_not_logged(tmp_path, monkeypatch):
    monkeypatch.setenv("PMO_DATA", str(tmp_path))
    app = AppTest.from_function(script, args=(MilepostError("Name a status date."),)).run()
    assert app.error[0].value == plain("Name a status date.")
    assert not list(tmp_path.iterdir())
