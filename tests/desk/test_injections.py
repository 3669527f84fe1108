"""Each check finds its defect wherever it is put into a generated post, and finds nothing where nobody put one."""

import measure
import pytest
from corpus import generated

from brief.desk.checks import CHECKS, run

NEEDS_NO_INJECTION = frozenset[str]()


def test_every_check_has_an_injection() -> None:
    assert set(CHECKS) - set(measure.INJECTIONS) <= NEEDS_NO_INJECTION
    assert set(measure.INJECTIONS) <= set(CHECKS)


def finds_its_defect(check: str, posts: int) -> None:
    measured = measure.measure(check, posts)
    assert measured.injected == posts
    assert measured.recall == 1
    assert measured.precision == 1


@pytest.mark.sampled(20)
@pytest.mark.parametrize("check", sorted(CHECKS))
def test_it_finds_its_defect_in_four_posts(check: str) -> None:
    finds_its_defect(check, 4)


@pytest.mark.slow
@pytest.mark.parametrize("check", sorted(CHECKS))
def test_it_finds_its_defect_in_each_of_two_dozen(check: str) -> None:
    finds_its_defect(check, measure.EACH)


def test_untouched_posts_have_no_finding() -> None:
    for post in generated():
        assert run(post) == [], post.name
