"""An editor at work on a post, for tests of the merge: rewords, moves, drops, writes, retouches, re-wraps.

Each edit takes the file's text and returns it edited, or as it was where there was nothing to edit. Every word typed is
one of a kind (`newsroom.TYPED`), so that a test can count them.
"""

import random
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from newsroom import OURS

from brief.prose.units import Unit, cut

_FRONT = re.compile(r"\ufeff?---\r?\n.*?^---\r?\n", re.DOTALL | re.MULTILINE)
_NOTES = re.compile(r"(?:^\[\^[^\]]+\]:[^\n]*\n*)+\Z", re.MULTILINE)


@dataclass
class Editor:
    rng: random.Random
    words: int = 0

    def word(self) -> str:
        self.words += 1
        return "zq" + "".join(chr(ord("a") + self.words // 26**place % 26) for place in (2, 1, 0))

    def edit(self, text: str) -> str:
        """One edit, on the text as it is saved."""
        return self.rng.choice(_EDITS)(self, text)

    def sentence(self) -> str:
        return f"{self.word().capitalize()} {self.word()} is what we hear, not {self.rng.randint(2, 900)} of them."

    def unit(self, text: str, *kinds: str) -> tuple[int, Unit] | None:
        """A unit of the body, with where the body begins."""
        start = _body(text)
        found = [unit for unit in cut(text[start:], by_line=False) if unit.kind in kinds]
        return (start, self.rng.choice(found)) if found else None


def _body(text: str) -> int:
    front = _FRONT.match(text)
    return front.end() if front else 0


def _replaced(text: str, start: int, unit: Unit, new: str) -> str:
    return text[: start + unit.start] + new + text[start + unit.end :]


def _reword(me: Editor, text: str) -> str:
    """A word or three put in or put in place of others; what identifies the sentence to the test stays."""
    found = me.unit(text, "sentence")
    if not found:
        return text
    words = found[1].text.split(" ")
    for _ in range(me.rng.randint(1, 3)):
        at = me.rng.randrange(1, len(words)) if len(words) > 1 else 0
        plain = re.fullmatch(r"[a-z]{2,}", words[at]) and not words[at].startswith("zq")
        if plain and me.rng.random() < 0.5:
            words[at] = me.word()
        else:
            words.insert(at, me.word())
    return _replaced(text, *found, " ".join(words))


def _rewrite(me: Editor, text: str) -> str:
    """Every word of a sentence anew but the one it is known by."""
    found = me.unit(text, "sentence")
    own = OURS.findall(found[1].text) if found else []
    if not found or not own:
        return text
    return _replaced(text, *found, f"{me.word().capitalize()} {me.word()} {' '.join(own)} {me.word()}.")


def _retouch(me: Editor, text: str) -> str:
    """One digit of a sentence changed."""
    found = me.unit(text, "sentence", "row")
    digits = list(re.finditer(r"(?<![A-Za-z\[^-])\d", found[1].text)) if found else []
    if not found or not digits:
        return text
    digit = me.rng.choice(digits)
    new = str((int(digit[0]) + me.rng.randint(1, 8)) % 9 + 1)
    return _replaced(text, *found, found[1].text[: digit.start()] + new + found[1].text[digit.end() :])


def _respell(me: Editor, text: str) -> str:
    """Figures written another way: rounded, without escapes, in short."""
    found = me.unit(text, "sentence")
    if not found:
        return text
    how = me.rng.randrange(3)
    old = found[1].text
    if how == 0:
        new = re.sub(
            r"\\\$(\d+)\.(\d) million", lambda f: f"about \\${round(float(f'{f[1]}.{f[2]}') + 1e-6)} million", old
        )
    elif how == 1:
        new = old.replace("\\$", "$").replace(" million", "M")
    else:
        new = old.replace("Nov. ", "November ")
    return _replaced(text, *found, new)


def _headline(me: Editor, text: str) -> str:
    """A heading or label reworded, or its severity changed."""
    found = me.unit(text, "heading", "label")
    if not found:
        return text
    old = found[1].text
    if "[" in old and me.rng.random() < 0.6:
        return _replaced(text, *found, re.sub(r"\[[A-Z]+\]", f"[{me.rng.choice(('CRITICAL', 'MEDIUM'))}]", old))
    mark = re.match(r"(?:#+ |\*\*)", old)
    at = mark.end() if mark else 0
    return _replaced(text, *found, f"{old[:at]}{me.word()} {old[at:]}")


def _title(me: Editor, text: str) -> str:
    key = me.rng.choice(("title", "excerpt"))
    return re.sub(rf'^({key}: ")', rf"\g<1>{me.word()} ", text, count=1, flags=re.MULTILINE)


def _own_key(me: Editor, text: str) -> str:
    """A key of the editor's own, below the date."""
    key = f"{_end(text)}{me.word()}: {me.word()}"
    return re.sub(r"^(date: [\d-]+)", lambda date: date[1] + key, text, count=1, flags=re.MULTILINE)


def _end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _lines(text: str) -> tuple[str, list[str], str]:
    """Front matter, the body's blocks (what stands between blank lines), and the footnotes below."""
    plain = text.replace("\r\n", "\n")
    start = _body(plain)
    notes = _NOTES.search(plain, start)
    end = notes.start() if notes else len(plain)
    return plain[:start], [block for block in plain[start:end].strip("\n").split("\n\n") if block], plain[end:]


def _with_blocks(text: str, change: Callable[[list[str]], list[str]]) -> str:
    front, blocks, notes = _lines(text)
    body = "\n\n".join(change(blocks))
    return (front + f"\n{body}\n" + (f"\n{notes}" if notes else "")).replace("\n", _end(text))


def _items(block: str) -> list[str]:
    """The bullets of a list."""
    return re.split(r"\n(?=[-*] )", block) if block.startswith(("- ", "* ")) else []


def _drop_sentence(me: Editor, text: str) -> str:
    def change(blocks: list[str]) -> list[str]:
        at = me.rng.randrange(len(blocks))
        lines = blocks[at].split("\n")
        if blocks[at].startswith(("<!--", "#", "*", "|")) or len(lines) < 2:
            return blocks
        gone = me.rng.randrange(len(lines))
        bullet = lines[gone].startswith(("- ", "* "))
        rest = lines[:gone] + lines[gone + 1 :]
        if bullet and gone < len(rest) and rest[gone].startswith("  "):
            rest[gone] = lines[gone][:2] + rest[gone].lstrip()
        return [*blocks[:at], "\n".join(rest), *blocks[at + 1 :]]

    return _with_blocks(text, change)


def _drop_block(me: Editor, text: str) -> str:
    def change(blocks: list[str]) -> list[str]:
        at = me.rng.randrange(len(blocks))
        return blocks if len(blocks) < 4 or blocks[at].startswith("#") else [*blocks[:at], *blocks[at + 1 :]]

    return _with_blocks(text, change)


def _drop_bullet(me: Editor, text: str) -> str:
    return _with_list(me, text, lambda items: items[:-1] if len(items) > 1 else items)


def _move_bullet(me: Editor, text: str) -> str:
    return _with_list(me, text, lambda items: me.rng.sample(items, len(items)))


def _own_bullet(me: Editor, text: str) -> str:
    def change(items: list[str]) -> list[str]:
        at = me.rng.randint(0, len(items))
        return [*items[:at], f"{items[0][:2]}{me.sentence()}", *items[at:]]

    return _with_list(me, text, change)


def _with_list(me: Editor, text: str, change: Callable[[list[str]], list[str]]) -> str:
    def changed(blocks: list[str]) -> list[str]:
        lists = [n for n, block in enumerate(blocks) if _items(block)]
        if not lists:
            return blocks
        at = me.rng.choice(lists)
        return [*blocks[:at], "\n".join(change(_items(blocks[at]))), *blocks[at + 1 :]]

    return _with_blocks(text, changed)


def _bullet_elsewhere(me: Editor, text: str) -> str:
    """A bullet moved into another list."""

    def change(blocks: list[str]) -> list[str]:
        lists = [n for n, block in enumerate(blocks) if len(_items(block)) > 1]
        others = [n for n, block in enumerate(blocks) if _items(block)]
        if not lists or len(others) < 2:
            return blocks
        out, into = me.rng.choice(lists), me.rng.choice(others)
        if out == into:
            return blocks
        items = _items(blocks[out])
        moved = items.pop(me.rng.randrange(len(items)))
        mark = _items(blocks[into])[0][:2]
        changed = {out: "\n".join(items), into: f"{blocks[into]}\n{mark}{moved[2:]}"}
        return [changed.get(n, block) for n, block in enumerate(blocks)]

    return _with_blocks(text, change)


def _move_section(me: Editor, text: str) -> str:
    def change(blocks: list[str]) -> list[str]:
        groups: list[list[str]] = [[]]
        for block in blocks:
            if block.startswith("### "):
                groups.append([])
            groups[-1].append(block)
        rest = groups[1:]
        me.rng.shuffle(rest)
        return [block for group in (groups[0], *rest) for block in group]

    return _with_blocks(text, change)


def _move_item(me: Editor, text: str) -> str:
    """An item, from its comment to the next item, label, heading or rule, put elsewhere in the post."""

    def change(blocks: list[str]) -> list[str]:
        starts = [
            n for n, block in enumerate(blocks[:-1]) if block.startswith("<!--") and blocks[n + 1].startswith("**")
        ]
        if not starts:
            return blocks
        start = me.rng.choice(starts)
        ends = (n for n in range(start + 2, len(blocks)) if blocks[n].startswith(("<!--", "#", "***", "**")))
        end = next(ends, len(blocks))
        rest = blocks[:start] + blocks[end:]
        places = [n for n, block in enumerate(rest) if block.startswith(("<!--", "***")) and rest[n - 1][:2] != "**"]
        at = me.rng.choice([*places, len(rest)])
        return [*rest[:at], *blocks[start:end], *rest[at:]]

    return _with_blocks(text, change)


def _own_sentence(me: Editor, text: str) -> str:
    """A sentence typed behind another, on its line."""
    found = me.unit(text, "sentence")
    if not found:
        return text
    return _replaced(text, *found, f"{found[1].text} {me.sentence()}")


def _own_block(me: Editor, text: str) -> str:
    """A paragraph, a comment, an item or a quotation of the editor's."""

    def change(blocks: list[str]) -> list[str]:
        at = me.rng.randint(1, len(blocks))
        own = me.rng.choice(
            (
                [me.sentence()],
                [f"<!-- {me.word()}: look at this -->"],
                [f"> {me.sentence()}\n> {me.sentence()}"],
                [f"<!-- item: {me.word()} -->", f"**{me.word().capitalize()} Says So [LOW]**", me.sentence()],
            )
        )
        return [*blocks[:at], *own, *blocks[at:]]

    return _with_blocks(text, change)


def _own_footnote(me: Editor, text: str) -> str:
    found = me.unit(text, "sentence")
    _, blocks, notes = _lines(text)
    if not found or not notes or not blocks:
        return text
    label = me.word()
    cited = _replaced(text, *found, f"{found[1].text} {me.sentence()}[^{label}]")
    return cited.rstrip("\r\n") + f"{_end(text) * 2}[^{label}]: {me.sentence()}{_end(text)}"


def _join(me: Editor, text: str) -> str:
    """Two sentences of a paragraph made one."""
    start = _body(text)
    units = cut(text[start:], by_line=False)
    pairs = [
        (one, two)
        for one, two in pairwise(units)
        if one.kind == two.kind == "sentence" and one.block == two.block and "\n>" not in text[one.start : two.end]
    ]
    if not pairs:
        return text
    one, two = me.rng.choice(pairs)
    first = re.sub(r"[.!]((?:\[\^[^\]]+\])*)$", r"\1", one.text)
    joined = f"{first}, {me.word()} {two.text}"
    return text[: start + one.start] + joined + text[start + two.end :]


def _cut_in_two(me: Editor, text: str) -> str:
    found = me.unit(text, "sentence")
    if not found or ", " not in found[1].text:
        return text
    first, rest = found[1].text.split(", ", 1)
    return _replaced(text, *found, f"{first}. {rest[0].upper()}{rest[1:]}")


def _own_row(me: Editor, text: str) -> str:
    found = me.unit(text, "row")
    if not found or set(found[1].text) <= set("|:- "):
        return text
    cells = found[1].text.count("|") - 1
    following = text[found[0] + found[1].end :].lstrip("\r\n")
    if set(following.split("\n", 1)[0]) <= set("|:- \r"):
        return text
    return _replaced(text, *found, f"{found[1].text}{_end(text)}| {' | '.join([me.word(), *['–'] * (cells - 1)])} |")


def _rewrap(me: Editor, text: str) -> str:
    """Every paragraph and bullet filled anew, as a program does."""
    width = me.rng.choice((60, 72, 100, 10_000))

    def filled(block: str) -> str:
        if block.startswith(("#", "|", "<!--", "**", ">", "***")):
            return block
        if items := _items(block):
            wrap = textwrap.TextWrapper(width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
            return "\n".join(wrap.fill(" ".join(item.split())) for item in items)
        wrap = textwrap.TextWrapper(width, break_long_words=False, break_on_hyphens=False)
        return wrap.fill(" ".join(block.split()))

    return _with_blocks(text, lambda blocks: list(map(filled, blocks)))


def _align_tables(me: Editor, text: str) -> str:
    def aligned(block: str) -> str:
        if not block.startswith("|"):
            return block
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.split("\n")]
        wide = [max(len(cell) for cell in column) for column in zip(*rows, strict=False)]
        return "\n".join(f"| {' | '.join(map(_filled, row, wide))} |" for row in rows)

    return _with_blocks(text, lambda blocks: list(map(aligned, blocks)))


def _filled(cell: str, width: int) -> str:
    """A cell as wide as its column; of the line below the header, its dashes."""
    return (
        re.sub("-+", lambda dashes: dashes[0] + "-" * (width - len(cell)), cell)
        if set(cell) <= set(":-")
        else cell.ljust(width)
    )


def _crlf(me: Editor, text: str) -> str:
    return text.replace("\r\n", "\n") if "\r\n" in text else text.replace("\n", "\r\n")


def _bom(me: Editor, text: str) -> str:
    return text.removeprefix("\ufeff") if text.startswith("\ufeff") else "\ufeff" + text


def _blank_lines(me: Editor, text: str) -> str:
    return text.rstrip("\r\n") + _end(text) * me.rng.randint(1, 3)


def _publish(me: Editor, text: str) -> str:
    return text.replace("published: false", "published: true", 1)


_EDITS: tuple[Callable[[Editor, str], str], ...] = (
    *(_reword, _reword, _reword, _rewrite, _retouch, _retouch, _respell, _headline, _title, _own_key),
    *(
        _drop_sentence,
        _drop_block,
        _drop_bullet,
        _move_bullet,
        _own_bullet,
        _bullet_elsewhere,
        _move_section,
        _move_item,
    ),
    *(_own_sentence, _own_sentence, _own_block, _own_footnote, _join, _cut_in_two, _own_row),
    *(_rewrap, _align_tables, _crlf, _bom, _blank_lines, _publish),
)
