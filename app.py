"""The ASGI app: start-up, health, security headers, and what a user is told when a page fails."""

import gc
import os
import sys
from collections.abc import AsyncGenerator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

ROOT = Path(__file__).resolve().parent
os.chdir(ROOT)  # an ASGI server finds .streamlit/config.toml by its working directory
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))
WARM = ("duckdb", "pandas", "plotly.graph_objects", "polars", "pyarrow")


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncGenerator[dict[str, bool]]:
    """Pay for imports and repairs before the first visitor comes."""
    gc.disable()  # modules are no garbage; searching them for it takes a fifth of the start
    with ThreadPoolExecutor(1) as beside:
        opened = beside.submit(import_module("pages.parts.readings").open_newest)
        for name in WARM:
            import_module(name)
        import_module("pages").pages()
        opened.result()
    gc.freeze()  # what is loaded now lives as long as the process
    gc.enable()
    Thread(target=import_module("pages.parts.readings").prepare, daemon=True).start()
    yield {"ready": True}


async def ready(_request: Request) -> JSONResponse:
    """Say that the warehouse is open and pages can be asked for."""
    return JSONResponse({"ready": True})


def note_error(error: Exception) -> bool:
    """Tell the user one sentence; returns that nothing else is to be shown."""
    return import_module("pages.parts.failures").show(error)


app = st.App(
    ROOT / "pages" / "_frame.py",
    lifespan=lifespan,
    routes=[Route("/api/ready", ready)],
    middleware=[Middleware(import_module("pages.parts.headers").SecurityHeaders)],
    on_script_error=note_error,
)

if __name__ == "__main__":
    app.run()
