"""Files are written whole or not at all, and the site is swapped in one step: no reader meets half a page."""

import shutil
from pathlib import Path

import pytest

from brief.errors import DiskRefused
from brief.store import BUILD, OLD, Store
from commands import brief, is_sentence
from nights import files_below, new_site, run_replay


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_site(tmp_path)


def test_a_build_that_fails_leaves_the_old_site_and_no_litter(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    run_replay(store, publish=True)
    served = files_below(store.site)
    real = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if self.name == "feed.xml":
            raise OSError(28, "No space left on device")
        return real(self, data)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "write_bytes", full)
        told = brief("build", "--root", store.root)
    assert told.code == 74
    assert is_sentence(told.err) or "No space left on device" in told.err
    assert files_below(store.site) == served
    assert [path.name for path in store.root.glob(f"{BUILD}*")] == []


def test_a_write_that_fails_leaves_the_old_file_and_no_litter(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    path = store.content / "_posts" / "a.md"
    store.write(path, "old")

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", refuse)
        with pytest.raises(DiskRefused, match="No space left on device"):
            store.write(path, "new")
    assert files_below(path.parent) == {"a.md": b"old"}


def test_the_served_folder_may_be_a_link(store: Store, tmp_path: Path) -> None:
    """A site that is served from elsewhere through a link must change there, not beside it."""
    served = tmp_path / "srv" / "www"
    served.mkdir(parents=True)
    store.site.symlink_to(served)
    run_replay(store, publish=True)
    assert (served / "index.html").is_file()
    assert store.site.is_symlink()


def test_a_hidden_file_among_the_assets_is_not_published(store: Store) -> None:
    (store.content / "assets" / ".DS_Store").write_bytes(b"x")
    run_replay(store, publish=True)
    assert not (store.site / "assets" / ".DS_Store").exists()
    assert (store.site / ".gitkeep").is_file()


def test_what_a_cut_off_build_left_behind_is_cleared_and_the_old_site_comes_back(store: Store) -> None:
    run_replay(store, publish=True)
    served = files_below(store.site)
    (store.root / f"{BUILD}_site-abc").mkdir()
    store.site.rename(store.root / f"{BUILD}_site-xyz{OLD}")
    shutil.rmtree(store.root / "templates" / "site")
    (store.root / "templates" / "site").mkdir()
    assert brief("build", "--root", store.root).code == 66  # it cannot even begin, and there is no site
    shutil.rmtree(store.root / "templates")
    shutil.copytree(Path(__file__).parents[1] / "templates", store.root / "templates")
    assert brief("build", "--root", store.root).code == 0
    assert files_below(store.site) == served
    assert [path.name for path in store.root.glob(f"{BUILD}*")] == []
