import asyncio

import pytest

from pages.parts.headers import SecurityHeaders


async def _app(_scope, _receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})


def answer(path, accept="text/html"):
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "path": path, "headers": [(b"accept", accept.encode())]}
    asyncio.run(SecurityHeaders(_app)(scope, None, send))
    return sent[0]["status"], {k.decode(): v.decode() for k, v in sent[0]["headers"]}


def test_no_other_site_may_embed_the_app():
    _, headers = answer("/")
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"


def test_only_scripts_of_ours_and_the_known_inline_ones_run():
    _, headers = answer("/")
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["script-src"].startswith("'self' 'sha256-")
    assert "unsafe" not in policy["script-src"]


def test_no_cache_keeps_a_download():
    assert answer("/media/abc.csv")[1]["cache-control"] == "private, no-store"


@pytest.mark.parametrize("path", ["/portfolio/overview", "/overview/x/y", "/secret/"])
def test_an_address_below_a_page_leads_to_the_frame(path):
    status, headers = answer(path)
    assert (status, headers.get("location")) == ((307, "/") if path != "/secret/" else (200, None))


@pytest.mark.parametrize("path", ["/static/js/index.js", "/_stcore/health", "/api/ready"])
def test_files_and_routes_are_left_alone(path):
    assert answer(path)[0] == 200


def test_what_a_script_asks_for_is_left_alone():
    assert answer("/overview/_stcore/health", accept="*/*")[0] == 200
