"""Who answers for a project, where it stands, and how it is by the evidence and by its manager."""

import streamlit as st

from pages.parts.reading_card import health_badge
from pages.parts.readings import read, record_rows
from pages.parts.text import plain
from pmo.charts import GREY
from pmo.selection import Selection

FACTS = {
    "manager": "Manager",
    "sponsor": "Sponsor",
    "phase": "Phase",
    "gate": "Gate",
    "priority": "Priority",
    "complexity": "Complexity",
    "type": "Type",
    "goal": "Goal",
}


def head(own: Selection, name: str) -> None:
    """Show the project's name, both colours, who answers for it, and what its manager says."""
    computed, reported = (read(each, own, by="project").row() for each in
                          ("computed_health", "reported_health"))  # fmt: skip
    with st.container(border=True):
        st.subheader(plain(name), anchor=False)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            for label, row in (("By the evidence", computed), ("As reported", reported)):
                st.markdown(label, width="content")
                health_badge(row["colour"] or GREY, help_text=row["detail"])
        if computed["detail"]:
            st.markdown(plain(computed["detail"]))
        found = record_rows("projects", own)
        if found.is_empty():
            st.caption("The register of this date does not hold the project.")
            return
        project = found.row(0, named=True)
        facts = [f"{label}: {plain(str(project[key]))}" for key, label in FACTS.items()
                 if project[key]]  # fmt: skip
        if facts:
            st.caption(" · ".join(facts))
        if project["commentary"]:
            st.markdown(f"**What the manager says:** {plain(project['commentary'])}")
