"""On a real screen: nothing runs off a phone's edge, every mark can be tapped, and both colour schemes can be read."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import launched, opened, overflow, served, violations
from built_sites import build, one_of_each_kind
from playwright.sync_api import Browser
from site_sample import STYLE


class Sample:
    """The sample site, served, with one page of each kind, and a browser to open them in."""

    def __init__(self, browser: Browser, address: str, folder: Path) -> None:
        self.browser, self.address = browser, address
        self.pages = list(one_of_each_kind(folder).values())


@pytest.fixture(scope="module")
def sample(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    folder = tmp_path_factory.mktemp("sample")
    with served(folder) as address:
        build("sample", folder, address)
        with launched(chromium) as browser:
            yield Sample(browser, address, folder)


MARKS = "a.footnote, a.reversefootnote, .permalink, nav a, .more a, summary, button, .contents td a"


@pytest.mark.chromium
@pytest.mark.parametrize("width", [360, 1440])
def test_no_page_scrolls_sideways_and_every_mark_can_be_tapped(sample: Sample, width: int) -> None:
    seen = 0
    for path in sample.pages:
        with opened(sample.browser, sample.address + path, width=width) as page:
            assert overflow(page) == [], path
            boxes = page.locator(MARKS).evaluate_all(
                """marks => marks.map((mark) => {
                  const { width, height } = mark.getBoundingClientRect();
                  return [mark.outerHTML, width, height];
                })"""
            )
            assert [html for html, wide, high in boxes if wide < 24 or high < 24] == [], path
            seen += len(boxes)
    assert seen > 60
    assert len(sample.pages) > 6


@pytest.mark.chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out_of_any_kind_of_page(sample: Sample, scheme: str) -> None:
    for path in sample.pages:
        with opened(sample.browser, sample.address + path, width=360, color_scheme=scheme) as page:
            assert violations(page) == [], path


def _brightness(colour: str) -> float:
    """Relative luminance of `#rrggbb`, as WCAG defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1])
def test_every_text_stands_out_from_every_ground(scheme: int) -> None:
    found = re.findall(r"--(\w+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", STYLE.decode())
    colours = {name: pair[scheme] for name, *pair in found}
    for text in ("ink", "soft", "accent", "gain"):
        for ground in ("paper", "panel", "mark"):
            bright, dim = sorted((_brightness(colours[text]), _brightness(colours[ground])), reverse=True)
            assert (bright + 0.05) / (dim + 0.05) >= 4.5, f"{text} on {ground}"
