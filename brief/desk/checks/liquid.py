"""What Jekyll would run instead of showing it. Owns nothing but the question; the marks are known to `write.escape`."""

from collections.abc import Iterator

from brief.desk.checks.case import Case
from brief.desk.checks.finding import Found
from brief.write.escape import liquid_marks


def liquid(case: Case) -> Iterator[Found]:
    """Jekyll would run a part of the text as Liquid, and stop the whole site where it cannot.

    Example: "Fees fell by {{ amount }}", which a Jekyll site shows as "Fees fell by".
    """
    before = case.text.count("\n", 0, len(case.text) - len(case.body))
    for line, mark, spelling in liquid_marks(case.body):
        yield Found(before + line, f"Jekyll would run {mark} as Liquid.", f"Write {spelling}.")
