import pytest

from client import PROFILES, start

DECISIONS = """
[[silence]]
file = "other.md"
code = "time/no-pubdate"
why = "it is a list of names"
"""

TODAY = {"diagnostics": {"debounceMs": 0, "workspace": True}, "today": "2025-09-01"}


@pytest.fixture(params=PROFILES)
async def client(request, tmp_path):
    """A client of each profile; the test fails if the server sends it anything that it should not."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / ".git").mkdir()
    (tmp_path / "articles" / ".attache").mkdir()
    (tmp_path / "articles" / ".attache" / "decisions.toml").write_text(DECISIONS)
    options = {**TODAY, "inlayHints": {"enable": True}, "documentLinks": {"enable": True}, "codeLens": {"enable": True}}
    client = await start(request.param, tmp_path, options)
    client.folder = tmp_path / "articles"
    yield client
    await client.shutdown_session()
    assert client._server.returncode == 0
    await client.stop()
    if client.violations:
        pytest.fail("\n".join(f"{it}\n    in {message}"[:1000] for it, message in client.violations.items()))
