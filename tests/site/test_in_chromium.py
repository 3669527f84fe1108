"""On a real screen: nothing runs off a phone's edge, every mark can be tapped, and both colour schemes can be read."""

import json
import re
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from site_sample import NEWEST, SETTINGS, STYLE, corrected_site

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--hide-scrollbars"),
    "--virtual-time-budget=10000",
)
PAGES = (
    "/",
    "/2025/11/04/daily-crypto-market-brief/",
    "/2025/11/03/daily-crypto-market-brief/",
    f"/receipts/{NEWEST}/",
    "/archive/",
    "/corrections/",
    "/404.html",
)
MEASURE = """<!doctype html><body>%s<script>
addEventListener("load", () => {
  const told = {};
  for (const frame of document.querySelectorAll("iframe")) {
    const page = frame.contentDocument, root = page.documentElement;
    const marks = [...page.querySelectorAll("a.footnote, a.reversefootnote, nav a, .more a, summary")];
    const boxes = marks.map(mark => mark.getBoundingClientRect());
    const tables = [...page.querySelectorAll("table")];
    told[frame.dataset.name] = {
      wide: root.scrollWidth, inner: frame.contentWindow.innerWidth, styled: page.styleSheets[0].cssRules.length,
      marks: boxes.length,
      small: marks.filter((_, i) => boxes[i].width < 24 || boxes[i].height < 24).map(mark => mark.outerHTML),
      scrolling: tables.filter(table => table.scrollWidth > table.clientWidth).length,
    };
  }
  document.body.textContent = "MEASURED" + JSON.stringify(told) + "END";
});
</script></body>"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """A test prints no access log."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample site and the measuring pages, served on this machine."""
    folder = tmp_path_factory.mktemp("site")
    for path, page in corrected_site(SETTINGS.model_copy(update={"baseurl": ""})).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(page)
    for width in (360, 1440):
        frames = (f'<iframe data-name="{p}" src="{p}" width="{width}" height="900"></iframe>' for p in PAGES)
        (folder / f"measure-{width}.html").write_text(MEASURE % "".join(frames))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def browse(chromium: str, tmp_path: Path, *arguments: str) -> str:
    command = [chromium, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # a timeout would poll and sleep


def measured(chromium: str, tmp_path: Path, address: str, width: int) -> dict[str, Any]:
    dom = browse(chromium, tmp_path, "--dump-dom", f"{address}/measure-{width}.html")
    found = re.search("MEASURED(.*)END", dom, re.DOTALL)
    assert found is not None, dom[-500:]
    told: dict[str, Any] = json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    return told


@pytest.mark.chromium
@pytest.mark.parametrize("width", [360, 1440])
def test_no_page_scrolls_sideways_and_every_mark_can_be_tapped(
    chromium: str, tmp_path: Path, address: str, width: int
) -> None:
    told = measured(chromium, tmp_path, address, width)
    assert list(told) == list(PAGES)
    for page, seen in told.items():
        assert seen["inner"] == width, page
        assert seen["wide"] <= width, page
        assert seen["styled"] > 50, page
        assert seen["small"] == [], page
    post = told["/2025/11/04/daily-crypto-market-brief/"]
    assert post["marks"] > 25
    assert post["scrolling"] == (1 if width == 360 else 0)


@pytest.mark.chromium
@pytest.mark.parametrize("scheme", ["0", "1"])
@pytest.mark.parametrize("width", [360, 1440])
def test_a_page_can_be_pictured_in_both_schemes(
    chromium: str, tmp_path: Path, address: str, width: int, scheme: str
) -> None:
    picture = tmp_path / "page.png"
    look = (f"--screenshot={picture}", f"--window-size={width},900", f"--blink-settings=preferredColorScheme={scheme}")
    browse(chromium, tmp_path, *look, address + PAGES[1])
    head = picture.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(head[16:20]) == width


def _brightness(colour: str) -> float:
    """Relative luminance of `#rrggbb`, as WCAG defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1])
def test_every_text_stands_out_from_every_ground(scheme: int) -> None:
    blocks = re.findall(r":root \{(.*?)\}", STYLE.decode(), re.DOTALL)
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", blocks[scheme]))
    for text in ("ink", "soft", "accent"):
        for ground in ("paper", "panel", "mark"):
            bright, dim = sorted((_brightness(colours[text]), _brightness(colours[ground])), reverse=True)
            assert (bright + 0.05) / (dim + 0.05) >= 4.5, f"{text} on {ground}"


def test_the_stylesheet_stays_small() -> None:
    assert len(STYLE) < 15_000
