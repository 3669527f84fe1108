"""The numbers in front of headlines ("**2. Balancer Hacked**"): a count, not a figure.

Owns counting anew where both sides counted. Refuses to touch numbers that an editor set otherwise.
"""

from collections.abc import Mapping, Sequence

from brief.desk.merge.outline import HEADLINE_NUMBER
from brief.desk.merge.three import Chain, Name, Three, Version


def number(headline: str) -> str:
    """The number a headline begins with; empty where it has none."""
    found = HEADLINE_NUMBER.match(headline)
    return found[2] if found else ""


def numbered(headline: str, count: str) -> str:
    """The headline with another number; as it is where it has none, or is given none."""
    return HEADLINE_NUMBER.sub(rf"\g<1>{count}", headline) if count else headline


def count_anew(three: Three, order: Sequence[tuple[Name, Chain]], texts: Mapping[Name, str]) -> dict[Name, str]:
    """The texts, with headlines counted through in each section where the editor and we both had counted them."""
    counted = dict(texts)
    sections: dict[Name, list[Name]] = {}
    for name, chain in order:
        if number(texts[name]):
            sections.setdefault(chain[0], []).append(name)
    for section, headlines in sections.items():
        if _is_counted(three.mine, section) and _is_counted(three.theirs, section):
            counted |= {name: numbered(texts[name], str(n)) for n, name in enumerate(headlines, start=1)}
    return counted


def _is_counted(version: Version, section: Name) -> bool:
    """Whether a section's headlines count from one."""
    units = [version.unit(name) for name in version.members.get(section, [])]
    found = [number(unit.text) for unit in units if unit and unit.kind in ("label", "heading") and number(unit.text)]
    return found == [str(n) for n in range(1, len(found) + 1)]
