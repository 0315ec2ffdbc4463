"""Pages drawn in this process, each test with a warehouse and caches of its own."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.pages import small

SECONDS = 60


@pytest.fixture(autouse=True)
def _own_caches():
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """The data folder of an empty warehouse."""
    monkeypatch.setenv("PMO_DATA", str(tmp_path))
    monkeypatch.delenv("PMO_ORGANISATION", raising=False)
    return tmp_path


@pytest.fixture
def filled(empty):
    """The data folder of a small warehouse."""
    small.build(empty)
    return empty


def draw(address: str, **parameters: str) -> AppTest:
    """Draw the page at an address under the frame's filters, as the frame does."""
    app = AppTest.from_function(script, args=(address,), default_timeout=SECONDS)
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.run()


def script(address: str) -> None:
    from pages import pages
    from pages.parts import filters, first_run
    from pages.parts.readings import has_figures

    page = {stem: page for found in pages().values() for stem, page in found.items()}[address]
    if not page.has_filters:
        page.draw()
    elif not has_figures():
        first_run.draw()
    else:
        page.draw(filters.choose())


def said(app: AppTest) -> str:
    """Every text that the page shows."""
    texts = [
        getattr(element, "value", "")
        for kind in ("markdown", "caption", "info", "success", "warning", "error", "subheader")
        for element in app.get(kind)
    ]
    metrics = [f"{metric.label} {metric.value} {metric.delta}" for metric in app.metric]
    return "\n".join(map(str, texts + metrics))
