"""On a real screen: no word of a chart is cut off or lies on another, at any width, and it has the page's scheme."""

import json
import re
import subprocess
import zlib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from browser import FLAGS
from chart_samples import chart
from site_sample import templates

from brief.models.chart import Chart, ChartSource
from brief.site.charts import svg

WIDTHS = (288, 320, 480, 700)
FARSIDE = (ChartSource(cite="Farside Investors", credit="Fund flows by Farside Investors"),)
FLOWS = [(i * 37 % 19 - 9) * 60_000_000 for i in range(30)]
CHARTS: dict[str, Chart] = {
    "prices": chart([100_000 + i * 7919 % 24_000 for i in range(90)]),
    "year": chart([None if i == 200 else 60_000 + i * 131 % 9_000 for i in range(365)]),
    "flows": chart(FLOWS, shape="bars", flow=True, title="Bitcoin fund flows, last 30 sessions", sources=FARSIDE),
    "index": chart([50 + i * 31 % 40 for i in range(90)], unit="index", title="Fear & Greed index, last 90 days"),
    "long": chart([1, 2], title="A title of many words, which is more than one line of a picture can hold on a phone"),
    "small": chart([Decimal("0.0000123"), Decimal("0.0000129")]),
}
MEASURE = """<!doctype html><style>iframe{border:0}</style><body>%s<script>
addEventListener("load", () => {
  const told = {};
  for (const frame of document.querySelectorAll("iframe")) {
    const picture = frame.contentDocument.documentElement, box = picture.getBoundingClientRect();
    told[frame.dataset.name] = [...picture.querySelectorAll("text")].map(line => {
      const at = line.getBoundingClientRect();
      return {
        text: line.textContent, kind: line.getAttribute("class"),
        size: parseFloat(getComputedStyle(line).fontSize) * box.width / 480,
        left: at.left - box.left, right: box.right - at.right,
        top: at.top - box.top, bottom: box.bottom - at.bottom, low: at.bottom - box.top,
      };
    });
  }
  document.body.textContent = "MEASURED" + JSON.stringify(told) + "END";
});
</script></body>"""


def browse(chromium: str, tmp_path: Path, *arguments: str) -> str:
    command = [
        chromium,
        *FLAGS,
        *("--headless", "--hide-scrollbars", "--virtual-time-budget=10000"),
        "--allow-file-access-from-files",
        f"--user-data-dir={tmp_path / 'profile'}",
        *arguments,
    ]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def written(folder: Path) -> None:
    for name, one in CHARTS.items():
        picture = svg(one, templates())
        (folder / f"{name}.svg").write_text(picture, encoding="utf-8")
        fitting = re.sub(r' width="720" height="[\d.]+"', "", picture, count=1)
        (folder / f"{name}-fitting.svg").write_text(fitting, encoding="utf-8")


@pytest.mark.chromium
def test_every_word_is_in_the_picture_and_can_be_read(chromium: str, tmp_path: Path) -> None:
    written(tmp_path)
    frames = "".join(
        f'<iframe data-name="{name} {width}" src="{name}-fitting.svg" width="{width}" height="{width}"></iframe>'
        for name in CHARTS
        for width in WIDTHS
    )
    (tmp_path / "measure.html").write_text(MEASURE % frames, encoding="utf-8")
    dom = browse(chromium, tmp_path, "--dump-dom", f"file://{tmp_path}/measure.html")
    found = re.search("MEASURED(.*)END", dom, re.DOTALL)
    assert found is not None, dom[-500:]
    told: dict[str, list[dict[str, Any]]] = json.loads(found[1].replace("&amp;", "&"))
    assert len(told) == len(CHARTS) * len(WIDTHS)
    for name, texts in told.items():
        for text in texts:
            assert min(text["left"], text["right"], text["top"], text["bottom"]) >= 0, (name, text)
            assert 9.5 <= text["size"] <= 22, (name, text)
        (title,) = (text for text in texts if text["kind"] == "title")
        (words,) = (text for text in texts if text["kind"] == "words")
        labels = [text for text in texts if text["kind"] in ("label", "end")]
        assert all(title["low"] <= label["top"] + 1 for label in labels), name
        assert all(label["low"] <= words["top"] + 1 for label in labels), name


def pixel(picture: Path, x: int, y: int) -> tuple[int, int, int]:
    """One pixel of an 8-bit RGB(A) PNG: its rows are undone one by one, as the format has them."""
    data = picture.read_bytes()
    width, colour = int.from_bytes(data[16:20], "big"), data[25]
    size = {2: 3, 6: 4}[colour]
    packed = b"".join(
        data[place + 4 : place + 4 + int.from_bytes(data[place - 4 : place], "big")]
        for place in (found.start() for found in re.finditer(rb"IDAT", data))
    )
    raw = zlib.decompress(packed)
    before = bytearray(width * size)
    for row in range(y + 1):
        start = row * (width * size + 1)
        kind, line = raw[start], bytearray(raw[start + 1 : start + 1 + width * size])
        for i in range(len(line)):
            left, up, corner = (line[i - size], before[i], before[i - size]) if i >= size else (0, before[i], 0)
            guess = left + up - corner
            nearest = min((left, up, corner), key=lambda near: abs(guess - near))
            line[i] = (line[i] + (0, left, up, (left + up) // 2, nearest)[kind]) % 256
        before = line
    return before[x * size], before[x * size + 1], before[x * size + 2]


@pytest.mark.chromium
@pytest.mark.parametrize(("scheme", "ground"), [("light", (0xF3, 0xEF, 0xE5)), ("dark", (0x1F, 0x1D, 0x1A))])
def test_an_image_has_the_scheme_of_the_page_it_is_in(
    chromium: str, tmp_path: Path, scheme: str, ground: tuple[int, int, int]
) -> None:
    """A reader who chose dark on the page must not get a white picture."""
    written(tmp_path)
    (tmp_path / "page.html").write_text(
        f"<!doctype html><style>:root{{color-scheme:{scheme}}}body{{margin:0}}</style>"
        '<img src="prices.svg" width="320">'
    )
    shot = tmp_path / "page.png"
    browse(chromium, tmp_path, f"--screenshot={shot}", "--window-size=320,240", f"file://{tmp_path}/page.html")
    assert pixel(shot, 4, 10) == ground
