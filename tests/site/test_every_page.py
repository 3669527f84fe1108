"""Every kind of page of whole sites, at every width, in both schemes and on paper: no overflow, no barrier."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from browser import WIDTHS, Scheme, launched, opened, overflow, served, violations
from built_sites import SITES, build, home, one_of_each_kind
from playwright.sync_api import Browser

pytestmark = [pytest.mark.chromium, pytest.mark.slow]

Addresses = dict[str, list[str]]


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Addresses]:
    """One address of each kind of page, by site."""
    with ExitStack() as servers:
        found = {}
        for name in SITES:
            folder = tmp_path_factory.mktemp(name)
            root = servers.enter_context(served(home(name, folder)))
            build(name, folder, root)
            found[name] = [root + path for path in one_of_each_kind(home(name, folder)).values()]
        yield found


@pytest.fixture(scope="module")
def browser(chromium: str, addresses: Addresses) -> Iterator[Browser]:
    """Launched once the sites are built: a night has an event loop of its own."""
    assert addresses
    with launched(chromium) as started:
        yield started


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("site", SITES)
def test_every_page_can_be_read_at_every_width(
    browser: Browser, addresses: Addresses, site: str, scheme: Scheme
) -> None:
    wrong = {}
    for address in addresses[site]:
        with opened(browser, address, width=WIDTHS[0], color_scheme=scheme) as page:
            for look in (overflow, violations):  # in this order: the second thins the page
                for width in WIDTHS:
                    page.set_viewport_size({"width": width, "height": 900})
                    wrong[f"{page.url} at {width}, {look.__name__}"] = look(page)
    assert {where: what for where, what in wrong.items() if what} == {}


@pytest.mark.parametrize("site", SITES)
def test_every_page_can_be_printed_whatever_theme_is_on(
    browser: Browser, addresses: Addresses, site: str, tmp_path: Path
) -> None:
    wrong = {}
    for address in addresses[site]:
        with opened(browser, address, width=700, color_scheme="dark") as page:  # the width of an A4 sheet
            page.evaluate("() => { document.documentElement.dataset.theme = 'dark'; }")
            page.emulate_media(media="print")
            ink, paper = page.evaluate(
                "() => [document.body, document.documentElement].map((one, i) => "
                "getComputedStyle(one)[['color', 'backgroundColor'][i]])"
            )
            wrong[page.url] = overflow(page) + (
                [] if (ink, paper) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)") else [ink, paper]
            )
            wrong[page.url] += page.locator("nav[aria-label=Site], button").evaluate_all(
                "all => all.filter(one => one.checkVisibility()).map(one => one.outerHTML)"
            )
            page.pdf(path=tmp_path / "page.pdf")
    assert {where: what for where, what in wrong.items() if what} == {}
