"""Work that outlasts a click: run in a thread, known by a name that stands in the URL.

A worker never draws. A page that is opened a second time joins the work that is under way.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

import streamlit as st

from pmo.console import note
from pmo.errors import MilepostError

WORKERS = 2
KEPT = 200  # finished jobs whose results can still be asked for


class Jobs:
    """The work of this process, by name."""

    def __init__(self) -> None:
        """Begin without any work."""
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="job")
        self._known: dict[str, Future[object]] = {}
        self._lock = Lock()

    def start(self, name: str, work: Callable[[], object]) -> Future[object]:
        """Start the work unless it was started before; returns its future."""
        with self._lock:
            if name not in self._known:
                self._forget_old()
                self._known[name] = self._pool.submit(_guarded, work)
            return self._known[name]

    def find(self, name: str) -> Future[object] | None:
        """Return the work of that name; None if it was never started here."""
        with self._lock:
            return self._known.get(name)

    def forget(self, name: str) -> None:
        """Let finished work be started anew."""
        with self._lock:
            self._known.pop(name, None)

    def _forget_old(self) -> None:
        finished = [name for name, work in self._known.items() if work.done()]
        for name in finished[: max(0, len(self._known) - KEPT)]:
            del self._known[name]


def _guarded(work: Callable[[], object]) -> object:
    """Run the work; a bug becomes a numbered entry in the log and a sentence for the user."""
    try:
        return work()
    except MilepostError:
        raise
    except Exception as error:
        number = note(error)
        message = (
            "This could not be finished, and nothing was changed. Try again; if it fails again, "
            f"give the number {number} to whoever runs Milepost."
        )
        raise MilepostError(message) from error


@st.cache_resource(show_spinner=False)
def jobs() -> Jobs:
    """Return the registry of this process."""
    return Jobs()


@st.fragment(run_every=0.5)
def wait_for(work: Future[object], message: str) -> None:
    """Show that work is under way, and draw the page anew once it is done."""
    if work.done():
        st.rerun()
    st.status(message, state="running")
