"""Running the real command in tests: what an operator sees of `brief ...`, and what a sentence is."""

import io
import os
import re
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple

import pytest

from brief.cli import main


class Ran(NamedTuple):
    """The exit code and the two streams."""

    code: int
    out: str
    err: str


def brief(*words: object, environ: Mapping[str, str] | None = None) -> Ran:
    """`brief WORDS`, with no key and no BRIEF_ROOT but those in `environ`."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name in [name for name in os.environ if name.endswith("_API_KEY") or name == "BRIEF_ROOT"]:
            patch.delenv(name)
        for name, value in (environ or {}).items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["brief", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
    return Ran(int(ended.value.code or 0), _written(out), _written(err))


def _written(stream: io.TextIOWrapper) -> str:
    """What was printed; bytes that are no text stand in it as they do in the journal."""
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode("utf-8", "surrogateescape")


def is_sentence(text: str) -> bool:
    """One line that ends in one full stop, for a person: no traceback, no name of a Python exception."""
    told = text.removesuffix("\n")
    return (
        re.fullmatch(r"\S.*[^.\s]\.", told) is not None
        and "Traceback" not in told
        and re.search(r"\b[A-Z]\w*(Error|Exception)\b", told) is None
    )
