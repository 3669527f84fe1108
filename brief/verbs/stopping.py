"""A night that is told to stop, or that takes too long, ends in a sentence instead of being cut off.

Owns the two signals: SIGTERM (systemd, a shutdown) and the alarm of the night's own deadline. What is written is
written beside and then renamed, and the next run finishes what a plan was left of, so a stop leaves nothing half. Where
there are no such signals, or in a thread, nothing is caught.
"""

import asyncio
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from brief.errors import Stopped


class _Signalled(KeyboardInterrupt):
    """What the two signals raise outside an event loop. An interrupt passes handlers of errors."""


class Alarm:
    """The end of the night, and which signal has come."""

    seconds = 0.0
    told = 0

    def set(self, seconds: float) -> None:
        """Stop the block so many seconds from now; with zero never."""
        self.seconds = seconds or self.seconds
        if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
            signal.setitimer(signal.ITIMER_REAL, seconds)


@contextmanager
def stoppable(
    verb: str,
    then: str = "readers keep the site they have. Run it again: it begins anew, and finishes what was begun.",
) -> Iterator[Alarm]:
    """The block may be told to stop; then it ends with `Stopped`, which says what to do `then`."""
    alarm = Alarm()
    before = _caught(alarm)
    try:
        yield alarm
    except (_Signalled, asyncio.CancelledError):
        if not alarm.told:
            raise
        why = "was told to stop" if alarm.told == signal.SIGTERM else f"was not done within {alarm.seconds:g} s"
        raise Stopped(f"`brief {verb}` {why}, and stopped; {then}") from None
    finally:
        alarm.set(0)
        for number, handler in before.items():
            signal.signal(number, handler)


def _caught(alarm: Alarm) -> "dict[int, signal._HANDLER]":
    """Catch the signals; who handled them before."""
    if threading.current_thread() is not threading.main_thread():
        return {}
    own = os.getpid()

    def stop(number: int, frame: FrameType | None) -> None:
        """The first signal stops the block; while it ends, a second one is not heard."""
        if os.getpid() != own:  # a forked worker just ends, as its maker expects of it
            os._exit(128 + number)
        signal.signal(number, signal.SIG_IGN)
        alarm.told = number
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            raise _Signalled(number) from None
        # Raised within a loop, an interrupt would fly out of whatever task is at work and tear the others.
        loop.call_soon_threadsafe(_cancel, loop)

    numbers = [signal.SIGTERM, *([signal.SIGALRM] if hasattr(signal, "SIGALRM") else [])]
    return {number: signal.signal(number, stop) for number in numbers}


def _cancel(loop: asyncio.AbstractEventLoop) -> None:
    for task in asyncio.all_tasks(loop):
        task.cancel()
