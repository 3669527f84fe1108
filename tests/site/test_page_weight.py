"""What a reader on a train waits for."""

import gzip
from pathlib import Path

import pytest
from built_sites import build, home
from site_sample import SCRIPTS, STYLE

PAGE_WEIGHT = 60 * 1024
"""Of a post's page with its style and scripts, compressed."""


@pytest.mark.slow
def test_a_whole_post_with_style_and_scripts_is_soon_on_a_phone(tmp_path: Path) -> None:
    build("bundled", tmp_path, "https://brief.example.org")
    post = home("bundled", tmp_path) / "2025/11/04/daily-crypto-market-brief/index.html"
    sizes = [len(gzip.compress(each, mtime=0)) for each in (post.read_bytes(), STYLE, *SCRIPTS.values())]
    assert sum(sizes) <= PAGE_WEIGHT, sizes
    assert sum(sizes[1:]) <= 12 * 1024, sizes
