"""What an operator reads when something cannot be done. Owns the exit codes; refuses to know who raises what.

Every message is one sentence or two: what happened, where, what to do next. The tree:

    BriefError
      ChecksFailed    20   a check found a failure; the old site is still served
      Unmerged        20   the editor's file and tonight's text cannot be merged safely; the file is as it was
      NoSource        30   a required section has no source
      Locked          40   another run holds the lock
        Changed       40   an editor saved the post while it was to be written
      WrongUsage      64   the command or the configuration is wrong
      Refused         65   a source's answer was refused
      Unknown         66   no such day, file or figure
      KeyMissing      69   a source needs a key that is not set
      DiskRefused     74   the disk refused
      Unreachable     75   nothing reachable, try later
        Stopped       75   the night was told to stop, or took too long
"""


class BriefError(Exception):
    """The root of every error that is a sentence for the operator; anything else is our bug."""

    exit_code = 1


class ChecksFailed(BriefError):
    exit_code = 20


class Unmerged(BriefError):
    """Nothing was merged: the editor's file stands as it was found."""

    exit_code = 20


class NoSource(BriefError):
    exit_code = 30


class Locked(BriefError):
    exit_code = 40


class Changed(Locked):
    """A post was saved by somebody else while it was to be written: theirs stands; the command may be tried again."""


class WrongUsage(BriefError):
    exit_code = 64


_LONGEST = 1200


class _Quoting(BriefError):
    """It may quote what came from outside: whatever stands there, the message is one line that can be shown."""

    def __init__(self, said: str) -> None:
        line = " ".join("".join(sign if sign.isprintable() else " " for sign in said[: 2 * _LONGEST]).split())
        super().__init__(line if len(line) <= _LONGEST else f"{line[:_LONGEST]}....")


class Refused(_Quoting):
    """A source answered, and the answer cannot be used: not a number is taken from it."""

    exit_code = 65


class Unknown(BriefError):
    exit_code = 66


class KeyMissing(BriefError):
    exit_code = 69


class DiskRefused(BriefError):
    exit_code = 74


class Unreachable(_Quoting):
    """A source did not answer, or asked us to come back later."""

    exit_code = 75


class Stopped(Unreachable):
    """A night ended before it was done: nothing is wrong, and it may be tried again."""


DONE = 0
DEGRADED = 10
