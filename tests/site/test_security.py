"""What a page may run is said by the page: a script that somebody smuggles into a headline must not run."""

import base64
import hashlib

import bs4
from site_sample import site

from brief.site import reading_html
from brief.site.security import content_security_policy, headers_file


def directives(policy: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (part.split() for part in policy.split(";"))}


def test_every_page_says_the_same_strict_policy_before_it_loads_anything() -> None:
    for path, page in site().items():
        if path.endswith(".html"):
            head = bs4.BeautifulSoup(page.decode(), "html.parser").select("head > *")
            assert head[1].attrs == {"http-equiv": "Content-Security-Policy", "content": content_security_policy()}


def test_nothing_inline_runs_and_nothing_comes_from_elsewhere() -> None:
    policy = directives(content_security_policy())
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == ["'self'"]
    assert "unsafe-inline" not in content_security_policy()
    assert "unsafe-eval" not in content_security_policy()
    assert not [value for values in policy.values() for value in values if "*" in value or "//" in value]


def test_the_styles_of_table_cells_are_allowed_and_no_others() -> None:
    table = "|a|b|c|d|\n|-|:-|:-:|-:|\n|1|2|3|4|\n"
    cells = bs4.BeautifulSoup(reading_html(table), "html.parser").select("[style]")
    hashes = {base64.b64encode(hashlib.sha256(str(one["style"]).encode()).digest()).decode() for one in cells}
    allowed = directives(content_security_policy())["style-src-attr"]
    assert allowed[0] == "'unsafe-hashes'"
    assert {f"'sha256-{one}'" for one in hashes} == set(allowed[1:])


def test_a_host_that_reads_headers_sends_the_policy_and_forbids_frames() -> None:
    rule, *lines = headers_file().splitlines()
    assert rule == "/*"
    headers = dict(line.strip().split(": ", 1) for line in lines)
    assert headers["Content-Security-Policy"] == f"{content_security_policy()}; frame-ancestors 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors" not in content_security_policy()  # a page cannot say it, and browsers complain
