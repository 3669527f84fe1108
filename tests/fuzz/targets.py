"""What is fuzzed: every parser, the shapes of answers, the merge, the escapes, the checks. Each counts its inputs."""

import random
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from brief.collect.accept import accept, accept_items
from brief.collect.runner import read
from brief.collect.shape import changes, merged, shape_of
from brief.desk.checks import Case, run
from brief.desk.merge import merge
from brief.errors import ChecksFailed, Refused, Unmerged, Unreachable
from brief.write import escape
from fuzz import judge
from fuzz.dice import Dice
from fuzz.mutations import PIECES, TEXTS, VALUES, mutated
from fuzz.seeds import seeds
from hostile import ADDRESSES, HOSTILE

Target = Callable[[bytes], None]
COUNTED: Counter[str] = Counter()
"""How many inputs each target was given."""
NAME = "2025-11-04-daily-crypto-market-brief.md"
GOLDENS = Path(__file__).parents[1] / "goldens"


def parser(source: str) -> Target:
    """One source's parser: some of its answers are mutated, the others are as they should be."""

    def read_mutated(data: bytes) -> None:
        COUNTED["parsers"] += 1
        dice = Dice(data)
        seed = dice.one_of(seeds()[source])
        payloads = list(seed.payloads)
        for _ in range(1 + dice.below(2)):
            at = dice.below(len(payloads))
            payloads[at] = payloads[at].model_copy(update={"body": mutated(payloads[at].body, dice)})
        try:
            more = getattr(seed.module, "more", None)
            for request in more(payloads, seed.night) if more else ():
                assert request.url.startswith("https://")
            readings, items = read(seed.module, payloads, seed.night)
        except (Refused, Unreachable) as refused:
            judge.refused(refused, source)
            return
        judge.told(readings, items, dice)
        for found in (accept(readings, seed.source, seed.night), accept_items(items, seed.source, seed.night)):
            for gap in found.gaps:
                judge.refused(Refused(gap.why))

    return read_mutated


def shapes(data: bytes) -> None:
    """The shape of any answer beside the one it was: nothing raises, and what was learned last is no change."""
    COUNTED["shapes"] += 1
    dice = Dice(data)
    seed = dice.one_of(dice.one_of([*seeds().values()]))
    payload = dice.one_of(seed.payloads)
    known = shape_of(payload)
    other = payload.model_copy(update={"body": mutated(payload.body, dice)})
    tonight = shape_of(other, known)
    if known is None or tonight is None:
        return
    for change in changes(known, tonight):
        assert change.said == " ".join(change.said.split("\n"))
        change.said.encode()
    learned = merged(known, tonight)
    again = shape_of(other, learned)
    assert again is not None
    if learned.format == known.format:
        assert [change for change in changes(learned, again) if not change.harmless] == []


def escapes(data: bytes) -> None:
    """Any text from outside in any place of a post is shown and runs nothing; any address is a link or refused."""
    COUNTED["escapes"] += 1
    dice = Dice(data)
    text = _text(dice)
    judge.shown(text)
    assert escape.clean(text) == escape.clean(escape.clean(text))
    escape.yaml_string(text)
    address = dice.one_of(ADDRESSES) + text if dice.below(2) else text
    for made in (escape.url, escape.autolink):
        try:
            written = made(address)
        except (Refused, ChecksFailed) as refused:
            judge.refused(refused)
        else:
            assert not set(written) & set(" \n\t\"'`|{}"), written


def merges(data: bytes) -> None:
    """Three texts of which any may be damaged: a merged post or a sentence, and an editor's file is not emptied."""
    COUNTED["merge"] += 1
    dice = Dice(data)
    base = dice.one_of(_posts())
    mine = _edited(base, dice)
    theirs = _edited(base, dice) if dice.below(2) else dice.one_of(_posts())
    base = _edited(base, dice) if not dice.below(4) else base
    try:
        found = merge(base, mine, theirs)
    except Unmerged as refused:
        judge.refused(refused)
        return
    found.text.encode("utf-8", "surrogateescape")
    assert found.text.strip() or not mine.strip()
    again = merge(theirs, found.text, theirs)
    assert again.text == found.text


def lint(data: bytes) -> None:
    """Any text, a post of ours or not: findings with a line that is in it, and nothing else."""
    COUNTED["lint"] += 1
    dice = Dice(data)
    text = _edited(dice.one_of(_posts()), dice) if dice.below(4) else _as_a_file_has_it(_text(dice))
    case = Case(name=NAME, text=text, day=date(2025, 11, 4), ours=bool(dice.below(2)))
    lines = text.count("\n") + 2
    for finding in run(case):
        assert 0 <= finding.line <= lines, finding
        assert finding.message.strip(), finding
        finding.model_dump_json()


def _text(dice: Dice) -> str:
    """Pieces of hostile texts, one after another."""
    pieces = (*HOSTILE, *(value for value in VALUES if isinstance(value, str)), *"|*_`~$^<>[](){}#!&\\\"'-+=:;.,%@/?\n")
    return "".join(dice.one_of(pieces) for _ in range(1 + dice.below(6)))[:3000]


def _edited(text: str, dice: Dice) -> str:
    """A post after an editor who does anything: lines gone, doubled, moved, filled with whatever there is."""
    lines = text.split("\n")
    for _ in range(1 + dice.below(5)):
        at, other = dice.below(len(lines)), dice.below(len(lines))
        match dice.below(8):
            case 0:
                del lines[at : at + 1 + dice.below(3)]
            case 1:
                lines.insert(at, lines[other])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = _text(dice)
            case 4:
                lines.insert(at, dice.one_of(TEXTS).decode("utf-8", "surrogatepass"))
            case 5:
                lines[at] = lines[at].replace(
                    *dice.one_of(((".", "!"), ("$", ""), ("1", "9"), ("-", "—"), (" ", "  ")))
                )
            case 6:
                lines[at] += dice.one_of(PIECES).decode("utf-8", "replace")
            case _:
                lines[at] = lines[at][: dice.below(200)]
        lines = lines or [""]
    return _as_a_file_has_it("\n".join(lines))


def _as_a_file_has_it(text: str) -> str:
    """Half a character is in no text that was read from a file."""
    return text.encode("utf-8", "ignore").decode()


@cache
def _posts() -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8") for path in sorted(GOLDENS.glob("*.md")))


def parsers() -> Mapping[str, Target]:
    return {source: parser(source) for source in seeds()}


ROOMS: Mapping[str, Target] = {"shapes": shapes, "escapes": escapes, "merge": merges, "lint": lint}


def inputs(number: int, seed: int = 0, size: int = 48) -> list[bytes]:
    """So many inputs, the same for the same seed."""
    chance = random.Random(seed)
    return [chance.randbytes(size) for _ in range(number)]
