"""In front of every answer: security headers, and the frame for addresses that are no page."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def _inline_scripts() -> str:
    """Hashes of the inline scripts of Streamlit's own page; no other inline script may run."""
    page = Path(str(st.__file__)).parent / "static" / "index.html"
    texts = INLINE.findall(page.read_text(encoding="utf-8"))
    hashes = (b64encode(sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in hashes)


POLICY = (
    "default-src 'self'",
    f"script-src 'self' {_inline_scripts()}",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
HEADERS = {
    "Content-Security-Policy": "; ".join(POLICY),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
DOWNLOADS = "/media"  # figures of this reader; no cache may keep them


NOT_PAGES = ("_stcore", "api", "app", "component", "media", "static")


class SecurityHeaders:
    """ASGI middleware that adds the headers to every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand in front of ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; complete the head of its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = RedirectResponse("/") if _is_astray(scope) else self.app

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if scope["path"].startswith(DOWNLOADS):
                    headers["Cache-Control"] = "private, no-store"
            await send(message)

        await answer(scope, receive, send_with_headers)


def _is_astray(scope: Scope) -> bool:
    """Whether somebody opens an address below a page, where the page's own files are not found."""
    wants_page = "text/html" in Headers(scope=scope).get("accept", "")
    first, *below = scope["path"].strip("/").split("/")
    return wants_page and bool(below) and first not in NOT_PAGES
