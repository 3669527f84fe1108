"""Defects of a post's structure: front matter, footnotes, headings, images, what stands on which surface."""

import random
import re
from datetime import timedelta

from injections.places import (
    body_start,
    day_of,
    dollars,
    in_body,
    notes_start,
    replaced,
    sentences,
    with_block,
    with_note,
    with_sentence,
    word,
)

_FIELDS = ("layout", "title", "category", "published", "description", "excerpt", "as_of", "edition")


def unreadable_front_matter(text: str, dice: random.Random) -> str | None:
    return dice.choice(
        (
            lambda: replaced(text, r'^title: "([^"]*)"$', rf"title: {word(dice)}: \1", dice),
            lambda: replaced(
                text, r"^date: \S+$", f"date: {day_of(text) - timedelta(days=dice.randrange(1, 60))}", dice
            ),
            lambda: replaced(text, r"^published: \w+$", f"published: {word(dice)}", dice),
            lambda: replaced(text, r"^(category: .*)$", rf"\1\npermalink: /{word(dice)}/", dice),
            lambda: replaced(text, r'^excerpt: "', f'excerpt: {word(dice)}: "', dice),
        )
    )()


def misspelled_field(text: str, dice: random.Random) -> str | None:
    if dice.random() < 0.5:
        return replaced(text, '^category: ".*"$', f'category: "{_swapped("crypto", dice)}"', dice)
    key = dice.choice([key for key in _FIELDS if key != "as_of"])
    return replaced(text, rf"^{key}:", f"{_swapped(key, dice)}:", dice)


def _swapped(name: str, dice: random.Random) -> str:
    """The name with two different neighbours exchanged."""
    at = dice.choice([i for i in range(len(name) - 1) if name[i] != name[i + 1]])
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def incomplete_front_matter(text: str, dice: random.Random) -> str | None:
    key = dice.choice(_FIELDS)
    line = re.search(rf"^{key}:.*\n", text, re.MULTILINE)
    assert line is not None
    without = text[: line.start()] + text[line.end() :]
    kind = dice.choice(("missing", "twice", "moved", "bare"))
    if kind == "missing":
        return without
    if kind == "twice":
        return text[: line.end()] + line[0] + text[line.end() :]
    if kind == "moved":
        return (
            without.replace("---\n", f"---\n{line[0]}", 1)
            if key != "layout"
            else without.replace("\n---\n", f"\n{line[0]}---\n", 1)
        )
    return replaced(text, rf'^({key}): "([\w ]*)[^"\n]*"$', r"\1: \2", dice)


def wrong_date(text: str, dice: random.Random) -> str | None:
    day = day_of(text)
    time = f"{dice.randrange(24):02}:{dice.randrange(60):02}"
    if dice.random() < 0.4:
        return replaced(text, r"^(date: \S+)$", rf"\1 {time}:00 +0000", dice)
    if dice.random() < 0.5:
        other = day + timedelta(days=dice.choice((-3, -2, -1, 1, 2, 3)))
        return replaced(text, r'^as_of: ".*"$', f'as_of: "{other}T{time}:00Z"', dice)
    until = day + timedelta(days=dice.randrange(1, 4))
    return with_sentence(text, dice, f"As of {day:%B} {day.day}–{until.day}, {word(dice)} led the market.")


def long_title(text: str, dice: random.Random) -> str | None:
    more = " and ".join(word(dice) for _ in range(dice.randrange(26, 40)))
    return replaced(text, rf'^({dice.choice(("title", "description"))}: ".*)"$', rf'\1, {more}"', dice)


def liquid(text: str, dice: random.Random) -> str | None:
    mark = dice.choice(("{{ %s }}", "{%% %s %%}")) % word(dice)
    return with_sentence(text, dice, f"The market fell by {mark} in a day.")


def undefined(text: str, dice: random.Random) -> str | None:
    if dice.random() < 0.5:
        return in_body(text, r"\[\^([\w-]+)\](?!:)", rf"[^\1{word(dice)}]", dice)
    line = dice.choice(sentences(text))
    return f"{text[: line.end()]}[^{word(dice)}]{text[line.end() :]}"


def unused(text: str, dice: random.Random) -> str | None:
    return with_note(text, word(dice), f"{word(dice).title()}, a page of {dice.randrange(2000, 2026)}.")


def twice(text: str, dice: random.Random) -> str | None:
    label = dice.choice(re.findall(r"^\[\^([\w-]+)\]:", text, re.MULTILINE))
    return with_note(text, label, f"{word(dice).title()}, <https://example.org/{word(dice)}>.")


def empty(text: str, dice: random.Random) -> str | None:
    if dice.random() < 0.5:
        return replaced(text, r"^(\[\^[\w-]+\]:).*$", r"\1", dice)
    label = word(dice)
    return with_note(with_sentence(text, dice, f"The market fell.[^{label}]"), label, "")


def hidden(text: str, dice: random.Random) -> str | None:
    label = word(dice)
    block = dice.choice(
        (
            f'<span style="display:none">[^{label}]</span>',
            f"<!-- [^{label}] -->",
            f"<p hidden>[^{label}]</p>",
            f'<span style="color: red; visibility: hidden">[^{label}]</span>',
        )
    )
    return with_note(with_block(text, dice, block), label, f"{word(dice).title()}, <https://example.org/>.")


def untitled(text: str, dice: random.Random) -> str | None:
    address = dice.choice(("https://example.org/%s", "<https://example.org/%s>")) % word(dice)
    return replaced(text, r"^(\[\^[\w-]+\]:) .*$", rf"\1 {address}", dice)


def social(text: str, dice: random.Random) -> str | None:
    label, name = word(dice), word(dice)
    address = dice.choice(
        (
            f"https://x.com/{name}",
            f"https://t.me/{name}",
            f"https://www.binance.com/en/square/hashtag/{name}",
            f"https://twitter.com/search?q={name}",
            f"https://example.org/search/?query={name}",
            f"https://www.reddit.com/r/{name}",
        )
    )
    return with_note(with_sentence(text, dice, f"Traders fell silent.[^{label}]"), label, f"{name}, <{address}>.")


def bad_address(text: str, dice: random.Random) -> str | None:
    sign = dice.choice((".", ",", ";", "!", ".”"))
    if dice.random() < 0.5:
        return replaced(text, r"^(\[\^[\w-]+\]: .*<https?://[^<>\s]+)>", rf"\1{sign}>", dice)
    return replaced(text, r"^(\[\^[\w-]+\]:) .*$", rf"\1 https://example.org/{word(dice)}{sign}", dice)


def no_source(text: str, dice: random.Random) -> str | None:
    bare = re.sub(r"\[\^[\w-]+\]", "", text[: notes_start(text)])
    bare = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", bare) + "\n"
    return with_sentence(bare + "\n[^", dice, f"That is {dollars(dice)}.").removesuffix("\n[^")


def other_number(text: str, dice: random.Random) -> str | None:
    body = text[body_start(text) :]
    key = dice.choice(("title", "description", "excerpt"))
    number = f"{dice.randrange(1, 10)}.{dice.randrange(11, 100)}"
    if number in body:
        return None
    return replaced(
        text, rf"^({key}: .*?)(?:\$[\d.,]*\d(?:[MB]| [mb]illion)|(?<= )\d+\.\d%)", rf"\1${number} trillion", dice
    )


def other_day(text: str, dice: random.Random) -> str | None:
    day = f"Feb. {dice.randrange(2, 29)}"
    pattern = r"^((?:excerpt|description): .*?)\b(?:Jan|Feb|Oct|Nov|Dec)\. \d+(?:, \d{4})?"
    return None if day in text else replaced(text, pattern, rf"\1{day}", dice)


def image(text: str, dice: random.Random) -> str | None:
    name = word(dice)
    tag = dice.choice(
        (
            f"![](assets/{name}.png)",
            f'<img src="assets/{name}.png" style="height:{dice.randrange(20, 90)}px">',
            f"![A chart of {name}](https://example.org/{name}.png)",
            f'<img alt="{name}" src="//example.org/{name}.png"/>',
        )
    )
    return with_block(text, dice, tag)


def missing_chart(text: str, dice: random.Random) -> str | None:
    if dice.random() < 0.5:
        return replaced(text, r"(?<=/)(?:bitcoin-closes|bitcoin-funds|fear-greed)(?=\.svg\))", word(dice), dice)
    edition = re.search(r"/receipts/([\w-]+)/", text)
    return with_block(text, dice, f"![A chart](/assets/charts/{edition[1]}/{word(dice)}.svg)") if edition else None


def decoration(text: str, dice: random.Random) -> str | None:
    sign = dice.choice("⁂★✦—·")
    tag = dice.choice(
        ('<div align="center">%s</div>', "<center>%s</center>", "<div>%s</div>", '<font color="#%s">up</font>')
    )
    return with_block(text, dice, tag % (sign * dice.randrange(1, 9)))


def skipped_level(text: str, dice: random.Random) -> str | None:
    at = dice.choice([found.end() for found in re.finditer(r"^### .*\n", text, re.MULTILINE)])
    return f"{text[:at]}\n{'#' * dice.choice((5, 6))} {word(dice).title()}\n{text[at:]}"


def bad_link(text: str, dice: random.Random) -> str | None:
    link = dice.choice(("[](https://example.org/%s)", "[here](https://example.org/%s)", "[%s]()", '<a href="/%s"></a>'))
    return with_sentence(text, dice, f"More is told {link % word(dice)} by them.")


INJECTIONS = {
    "front-matter": unreadable_front_matter,
    "front-matter-words": misspelled_field,
    "front-matter-keys": incomplete_front_matter,
    "front-matter-date": wrong_date,
    "front-matter-length": long_title,
    "liquid": liquid,
    "footnote-undefined": undefined,
    "footnote-unused": unused,
    "footnote-twice": twice,
    "footnote-empty": empty,
    "footnote-hidden": hidden,
    "footnote-untitled": untitled,
    "footnote-page": social,
    "footnote-address": bad_address,
    "no-source": no_source,
    "surface-number": other_number,
    "surface-day": other_day,
    "image": image,
    "chart-missing": missing_chart,
    "decoration": decoration,
    "heading-levels": skipped_level,
    "link-text": bad_link,
}
