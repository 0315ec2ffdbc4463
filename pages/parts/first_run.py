"""What a page of figures shows before anything is loaded."""

import streamlit as st

from pages.parts.links import link
from pages.parts.readings import warehouse


def draw() -> None:
    """Say what Milepost is waiting for, and where to go."""
    st.title("Welcome to Milepost")
    if warehouse().loads().is_empty():
        st.markdown("Nothing is loaded yet, so there is no figure to show. Two ways to begin:")
    else:
        st.markdown(
            "Nothing that is in force speaks for a status date, so there is no figure to show. "
            "Load a register or a plan that names its date, or see under Loads what was taken back."
        )
    with st.grid(2, min_column_width=320):
        with st.container(border=True, height="stretch"):
            st.subheader("Load your own files")
            st.markdown(
                "A project register, a milestone plan, a budget workbook, a resource plan or a "
                "timesheet, as spreadsheet or CSV. You see what was recognised before anything "
                "is loaded, and every load can be undone."
            )
            link("load_files", "Load files", ":material/upload_file:")
        with st.container(border=True, height="stretch"):
            st.subheader("Look round with invented portfolios")
            st.markdown(
                "Two embedded organisations show every page. Build them once, then reload this "
                "page:"
            )
            st.code("python -m pipelines sample", language="shell")
