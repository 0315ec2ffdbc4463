"""A page drawn again until the work behind it is done."""

import time

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import said


def until(app: AppTest, words: str) -> AppTest:
    """Draw until the page says something, or fails."""
    for _ in range(120):
        if words in said(app) or app.exception:
            return app
        time.sleep(0.25)
        app.run()
    return app
