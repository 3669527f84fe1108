"""Pages are made, on all cores where there are many.

Owns who makes which page. Refuses to hold a page's bytes: whoever made it writes it down, and only its stamp comes
back.
"""

import gc
from collections.abc import Iterator, Sequence

from brief.site.frame import Page
from brief.store import Served, Stamp
from brief.store.hold import ending_with_us

ALONE = 200
"""So many pages are made sooner than another process is set up."""
_SHARE = 8
"""Pages a worker takes at a time: enough that handing them out costs nothing, few enough that all end together."""

Put = tuple[int, Stamp, bool]
"""A page's position, its file's stamp, and whether it has to be moved into its place."""

_work: tuple[Sequence[Page], Served] | None = None
"""What the workers do; they are forked when it is set, so that pages need not be carried over."""


def make(pages: Sequence[Page], served: Served) -> Iterator[Put]:
    """Make pages and write them down, in whatever order they are done."""
    if len(pages) > ALONE:
        import multiprocessing  # here, since nearly every build makes a few pages

        cores = multiprocessing.cpu_count()
        if cores > 1 and "fork" in multiprocessing.get_all_start_methods():
            yield from _together(pages, served, cores)
            return
    for i, page in enumerate(pages):
        yield (i, *served.put(page.file, page.make()))


def _together(pages: Sequence[Page], served: Served, cores: int) -> Iterator[Put]:
    """Hand the pages out to a process a core. A preview has threads besides: they hold no lock of ours."""
    import multiprocessing

    global _work
    _work = pages, served
    gc.freeze()  # what is there already is never collected, so it stays shared between the workers
    try:
        workers = min(cores, len(pages) // _SHARE)
        with multiprocessing.get_context("fork").Pool(workers, *ending_with_us()) as pool:
            yield from pool.imap_unordered(_make, range(len(pages)), chunksize=_SHARE)
    finally:
        _work = None
        gc.unfreeze()


def _make(i: int) -> Put:
    if _work is None:
        raise RuntimeError("a worker is forked while there is work")
    pages, served = _work
    return (i, *served.put(pages[i].file, pages[i].make()))
