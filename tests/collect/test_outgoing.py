"""What is told outside is one small request: it must not hang, follow, leak an address, or go unencrypted."""

import httpx
import pytest

from brief.collect.outgoing import PATIENCE, below, send
from brief.errors import Unreachable
from commands import is_sentence
from listening import Heard, listening

SECRET = "9f3c1c2e-secret"  # noqa: S105 - of a monitor that is made up


def refused(name: str, address: str, patience: float = PATIENCE) -> str:
    with pytest.raises(Unreachable) as told:
        send(name, address, patience=patience)
    assert SECRET not in str(told.value)
    assert is_sentence(str(told.value))
    return str(told.value)


def test_a_ping_is_a_get_and_a_message_a_post_of_json() -> None:
    with listening() as monitor:
        send("BRIEF_HEARTBEAT", f"{monitor.address}/{SECRET}")
        send("BRIEF_WEBHOOK", f"{monitor.address}/hook", '{"exit": 75}')
    assert monitor.heard == [Heard("GET", f"/{SECRET}", ""), Heard("POST", "/hook", '{"exit": 75}')]


def test_a_monitor_that_hangs_is_left_alone() -> None:
    with listening(hangs=True) as monitor:
        told = refused("BRIEF_HEARTBEAT", f"{monitor.address}/{SECRET}", patience=0.2)
    assert told == "BRIEF_HEARTBEAT did not answer within 0.2 s."


def test_a_monitor_that_is_gone_or_refuses_is_told_without_its_address() -> None:
    with listening(404) as monitor:
        assert refused("BRIEF_HEARTBEAT", f"{monitor.address}/{SECRET}") == "BRIEF_HEARTBEAT answered with HTTP 404."
        gone = f"{monitor.address}/{SECRET}"
    assert refused("BRIEF_HEARTBEAT", gone) == "BRIEF_HEARTBEAT cannot be reached."


def test_a_redirect_is_not_followed() -> None:
    with listening() as other, listening(302, location=f"{other.address}/elsewhere") as monitor:
        assert refused("BRIEF_WEBHOOK", monitor.address) == "BRIEF_WEBHOOK answered with HTTP 302."
    assert other.heard == []


@pytest.mark.parametrize(
    "address",
    [
        f"http://example.org/{SECRET}",
        f"file:///{SECRET}",
        f"http://127.0.0.1.example.org/{SECRET}",
        f"http://localhost@example.org/{SECRET}",
        SECRET,
        f"https:///{SECRET}",
        f"https://[::1/{SECRET}",
    ],
)
def test_only_https_is_told_anything(address: str) -> None:
    assert refused("BRIEF_WEBHOOK", address).endswith("; nothing was sent there.")


def test_a_proxy_setting_that_is_none_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"nonsense://{SECRET}")
    refused("BRIEF_WEBHOOK", "https://example.org/")


@pytest.mark.parametrize(
    ("address", "path", "due"),
    [
        ("https://hc.example.org/id", "start", "https://hc.example.org/id/start"),
        ("https://hc.example.org/id/", "10", "https://hc.example.org/id/10"),
        ("https://hc.example.org/id?rid=7", "75", "https://hc.example.org/id/75?rid=7"),
        ("https://hc.example.org/id", "", "https://hc.example.org/id"),
    ],
)
def test_a_step_is_put_below_the_address(address: str, path: str, due: str) -> None:
    assert below(address, path) == due
    assert httpx.URL(due).host == "hc.example.org"
