"""README's two pictures, of the bundled night: `PYTHONPATH=tests:tests/site python tests/site/screenshots.py`.

The browser's clock stands at the day of the brief: a page that is a year old says so.
"""

import io
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from browser import Scheme, launched, served
from built_sites import build, home
from PIL import Image

import nights

MORNING = datetime(2025, 11, 4, 15, tzinfo=UTC)
PICTURES: tuple[tuple[str, str, int, int, Scheme], ...] = (
    ("front", "/", 1200, 1130, "light"),
    ("phone", "/2025/11/04/daily-crypto-market-brief/#etf--spot-flows", 390, 844, "dark"),
)
COLOURS = 64
"""Enough for text on paper, and a quarter of the size."""


def main() -> None:
    """Write both below `docs/`."""
    chromium = shutil.which("chromium") or sys.exit("There is no chromium on PATH.")
    with tempfile.TemporaryDirectory() as folder:
        build("bundled", Path(folder), "https://brief.example.org")
        with served(home("bundled", Path(folder))) as address, launched(chromium) as browser:
            for name, path, width, height, scheme in PICTURES:
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                page.clock.set_fixed_time(MORNING)
                page.goto(address + path)
                shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
                shot.save(nights.REPOSITORY / "docs" / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
