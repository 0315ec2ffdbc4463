"""A real server, and visitors that speak its protocol."""

import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socket import socket
from time import perf_counter, sleep

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from websockets.sync.client import ClientConnection, connect

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = 120


@dataclass(frozen=True)
class Server:
    """A server that runs the app on a port of this machine."""

    port: int
    process: psutil.Process

    @property
    def cpu(self) -> float:
        """Milliseconds of processor time so far."""
        times = self.process.cpu_times()
        return 1000 * (times.user + times.system)


@contextmanager
def serving(script: Path, data: Path, log: Path) -> Generator[Server]:
    """Serve a script with its data in ``data``; ready as soon as it answers."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}",
               "--server.address=127.0.0.1", "--server.headless=true"]  # fmt: skip
    environment = os.environ | {"PMO_DATA": str(data)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # every start but the first finds byte code
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            _wait(port, process, log)
            yield Server(port, psutil.Process(process.pid))
        finally:
            process.terminate()
            process.wait(30)


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = perf_counter() + SECONDS
    while perf_counter() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            sleep(0.05)
    message = f"The server did not start: {log.read_text(encoding='utf-8', errors='replace')}"
    raise RuntimeError(message)


@dataclass
class Visitor:
    """One browser tab: it keeps the state of its filters and reads what the server draws."""

    socket: ClientConnection
    states: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    page: str = ""
    widgets: dict[str, str] = field(default_factory=dict)
    messages: int = 0

    def choose(self, key: str, value: str) -> None:
        """Choose a value in the select box of that key."""
        self.states[key] = value
        self.run()

    def open(self, address: str) -> None:
        """Open a page by its address; the first page is "" ."""
        self.page = self.pages.get(address, "")
        self.run()

    def run(self) -> None:
        """Run the page, and read until it is drawn.

        Raises:
            RuntimeError: the page failed.
        """
        message = BackMsg()
        rerun = message.rerun_script
        rerun.page_script_hash = self.page
        states = WidgetStates()
        for key, value in self.states.items():
            states.widgets.add(id=self.widgets[key], string_value=value)
        rerun.widget_states.CopyFrom(states)
        self.socket.send(message.SerializeToString())
        while not self._is_finished(ForwardMsg.FromString(self._received())):
            pass

    def _received(self) -> bytes:
        received = self.socket.recv(timeout=SECONDS)
        return received if isinstance(received, bytes) else received.encode()

    def _is_finished(self, message: ForwardMsg) -> bool:
        kind = message.WhichOneof("type")
        self.messages += 1
        if kind == "navigation":
            self.pages = {
                page.url_pathname: page.page_script_hash for page in message.navigation.app_pages
            }
        if kind == "delta":
            self._note(message)
        return kind == "script_finished" and message.script_finished in (
            ForwardMsg.FINISHED_SUCCESSFULLY,
            ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
        )

    def _note(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "selectbox":
            _, _, key = element.selectbox.id.split("-", 2)
            self.widgets[key] = element.selectbox.id
        if kind == "exception" or (kind == "alert" and element.alert.format == 1):
            error = element.exception.message or element.alert.body
            raise RuntimeError(error)


@contextmanager
def visiting(port: int) -> Generator[Visitor]:
    """Open a tab; its first page is drawn when this returns."""
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    with connect(
        address, subprotocols=["streamlit"], max_size=None, origin=f"http://127.0.0.1:{port}"
    ) as channel:
        visitor = Visitor(channel)
        visitor.run()
        yield visitor
