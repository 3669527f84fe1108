"""A long build and a backfill show how far they are, on a terminal only; a log has no bar."""

import io
import sys
import threading

import pytest

from brief.report.building import LONG, building
from brief.report.filling import Filling


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO, pages: int, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a build of so many pages writes to standard error."""
    monkeypatch.setattr(sys, "stderr", stream)
    with building() as watch:
        for done in range(1, pages + 1):
            watch(done, pages)
            assert threading.active_count() == before, "workers are forked while the bar is shown"
    return stream.getvalue()


before = threading.active_count()


def test_a_long_build_on_a_terminal_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    told = shown(Terminal(), LONG + 50, monkeypatch)
    assert "100/250" in told
    assert "250/250" in told


@pytest.mark.parametrize(("stream", "pages"), [(Terminal(), LONG), (io.StringIO(), LONG + 1000)])
def test_a_short_build_and_a_log_show_nothing(stream: io.StringIO, pages: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(stream, pages, monkeypatch) == ""


def filled(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a backfill of one source writes to standard error."""
    monkeypatch.setattr(sys, "stderr", stream)
    with Filling() as screen:
        for done in range(37):
            screen.answered("coinbase", done, 36)
        screen.event("coinbase", "read", "36 answers, 10,000 readings")
    return stream.getvalue()


def test_a_backfill_shows_how_many_answers_each_source_has_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert "36/36" in filled(Terminal(), monkeypatch)


def test_in_a_log_a_source_is_a_line_when_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    assert filled(io.StringIO(), monkeypatch) == "✓ coinbase                 36 answers, 10,000 readings\n"
