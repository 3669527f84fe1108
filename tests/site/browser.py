"""A real Chromium on a built site: what is wrong with a page, as a person with eyes, a keyboard or neither meets it.

Owns the browser's start, its flags and the server on this machine. A page collects what its console says, policy
violations among it. Start it from a fixture of a module: while it runs, no other event loop can.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Page, sync_playwright

Scheme = Literal["light", "dark"]
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
WIDTHS = (360, 768, 1440)
_THIN = """() => {
  for (const many of [...document.querySelectorAll("body *")].filter((one) => one.children.length > 40))
    [...many.children].forEach((child, i) => i >= 20 && i % 10 && child.remove());
}"""
_AXE = resources.files("axe_playwright_python").joinpath("axe.min.js")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """A test prints no access log."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@contextmanager
def launched(chromium: str) -> Iterator[Browser]:
    """The browser, until the module that uses it is through."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, address: str, *, width: int = 1440, **options: Any) -> Iterator[Page]:
    """A page in a context of its own, which must have nothing to complain of by its end."""
    with browser.new_context(viewport={"width": width, "height": 900}, **options) as context:
        page = context.new_page()
        told: list[str] = []
        page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: told.append(f"error: {error}"))
        page.on("requestfailed", lambda request: told.append(f"not loaded: {request.url}"))
        page.goto(address)
        yield page
        assert told == [], f"{page.url}: {told}"


def overflow(page: Page) -> list[str]:
    """What sticks out at the right of the page; nothing where the page does not scroll sideways."""
    found: list[str] = page.evaluate(
        """() => {
          const root = document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return [];
          const sticksOut = (one) => one.getBoundingClientRect().right > root.clientWidth + 1;
          return [...document.querySelectorAll("body *")].filter(sticksOut).slice(0, 5)
            .map((one) => one.outerHTML.slice(0, 120)).concat(`${root.scrollWidth} px wide`);
        }"""
    )
    return found


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA: the rule, and where.

    Of hundreds of siblings, as a page of receipts has them, the first and then every tenth are looked at, and the
    others leave the page: measure what sticks out before.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_AXE.read_text("utf-8"))
        page.evaluate(_THIN)
    found = page.evaluate(
        """async (tags) => {
          for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);  // a new width is laid out, and seen
          const { violations } = await axe.run({ runOnly: tags, resultTypes: ["violations"] });
          const where = (one) => one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ");
          return violations.map((one) => `${one.id}: ${where(one)}`);
        }""",
        list(WCAG),
    )
    return list(found)


def focused(page: Page) -> str:
    """The text of what has the focus, or its label."""
    said: str = page.evaluate(
        "() => (document.activeElement.ariaLabel ?? document.activeElement.textContent).trim().replace(/\\\\s+/g, ' ')"
    )
    return said


def tab_to(page: Page, name: str, *, within: int = 80) -> None:
    """Press Tab until something of this name has the focus."""
    passed = []
    for _ in range(within):
        page.keyboard.press("Tab")
        passed.append(focused(page))
        if passed[-1] == name:
            return
    raise AssertionError(f"Tab did not reach {name!r}; it passed {passed}")
