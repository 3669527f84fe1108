"""A night that takes too long must end, and in a sentence; who handled the signals before must have them back."""

import asyncio
import signal
import threading

import pytest

from brief.errors import Stopped
from brief.verbs.stopping import stoppable

SOON = 0.05


def handlers() -> list[object]:
    return [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGALRM)]


def test_a_night_that_is_out_of_time_stops_wherever_it_is() -> None:
    before = handlers()
    with (
        pytest.raises(Stopped, match=r"^`brief nightly` was not done within 0\.05 s") as told,
        stoppable("nightly") as it,
    ):
        it.set(SOON)
        signal.pause()
    assert told.value.exit_code == 75
    assert handlers() == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_within_an_event_loop_its_tasks_end_in_order() -> None:
    ended = []

    async def task() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("task")

    async def collecting() -> None:
        await asyncio.gather(task(), task())

    with pytest.raises(Stopped), stoppable("nightly") as alarm:
        alarm.set(SOON)
        asyncio.run(collecting())
    assert ended == ["task", "task"]


def test_a_second_signal_does_not_cut_the_ending_short() -> None:
    with pytest.raises(Stopped, match="was told to stop"), stoppable("nightly"):
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            signal.raise_signal(signal.SIGTERM)


def test_an_editors_own_interrupt_is_none_of_ours() -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
    try:
        with pytest.raises(KeyboardInterrupt), stoppable("nightly"):
            signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_night_that_is_done_in_time_rings_no_alarm() -> None:
    with stoppable("nightly") as alarm:
        alarm.set(60)
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_in_a_thread_nothing_is_caught_and_nothing_fails() -> None:
    done = []

    def work() -> None:
        with stoppable("nightly") as alarm:
            alarm.set(60)
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]
