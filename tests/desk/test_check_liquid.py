"""A stray brace would take a Jekyll site down: it is named by its line in the file."""

from checking import FRONT, FRONT_LINES, post

from brief.desk.checks.liquid import liquid


def test_liquid_in_a_post_is_named_by_its_line_in_the_file() -> None:
    (found,) = liquid(post(FRONT + "Fine.\nSee {{ site.title }}.\n"))
    assert (found.line, found.message, found.fix) == (
        FRONT_LINES + 2,
        "Jekyll would run {{ as Liquid.",
        "Write &#123;&#123;.",
    )


def test_a_tag_is_liquid_too_and_its_harmless_spelling_is_not() -> None:
    found = [(one.line, one.fix) for one in liquid(post("A.\n\nB {% raw %}.\n"))]
    assert found == [(3, "Write &#123;%.")]
    assert list(liquid(post("A &#123;&#123; now &#125;&#125; and &#123;% too.\n"))) == []
