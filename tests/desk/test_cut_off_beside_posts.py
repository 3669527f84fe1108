"""A build that is cut off when its pages are served, and Jekyll has the old ones still."""

from pathlib import Path

import pytest

from brief.desk import beside_posts
from brief.desk.building import build_site
from brief.errors import DiskRefused
from nights import files_below, run_replay, short_site


@pytest.mark.slow
def test_what_jekyll_publishes_is_brought_up_to_the_site_by_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also by the one after the next, where that was cut off as well; of the same size, so that only the bytes tell."""
    store = short_site(tmp_path)
    run_replay(store, publish=True)
    settings = store.content / "_config.yml"

    def cut(*_: object) -> None:
        raise DiskRefused("The disk refused.")

    for old, new in (("Brief", "Brieg"), ("Brieg", "Brieh")):
        text = settings.read_text(encoding="utf-8")
        assert old in text
        settings.write_text(text.replace(old, new), encoding="utf-8")
        with monkeypatch.context() as broken:
            broken.setattr(beside_posts, "leave", cut)
            with pytest.raises(DiskRefused):
                build_site(store)
    build_site(store)
    served = files_below(store.site)
    left = {name: data for name, data in files_below(store.content).items() if name in served}
    assert "data/index.html" in left
    assert [name for name, data in left.items() if served[name] != data and beside_posts._is_left(name)] == []
