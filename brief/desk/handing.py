"""What readers get with a published post: its text as theirs, what it told them to watch, its receipts and charts.

Owns that all of it goes where the post goes. While it is on its way, a mark has the text that is published
(`_generated/ID.publishing`): what a run that was cut off just then left undone is done before the next build. Refuses
to hand over anything for a text that never became the post's.
"""

from brief.desk import journal, pictures, yesterday
from brief.desk.placing import is_published, read
from brief.desk.published import remember
from brief.site.addresses import SNAPSHOT
from brief.store import Store


def begin(store: Store, edition: str, text: str) -> None:
    """Write down what is going to be published, before the post says so."""
    store.write(store.publishing_path(edition), text)


def drop(store: Store, edition: str) -> None:
    """Nothing is on its way any more."""
    store.remove(store.publishing_path(edition))


def hand_over(store: Store, edition: str, text: str) -> None:
    """The post is published: all that goes with it becomes its readers'."""
    remember(store, edition, text)
    yesterday.hand_on(store, edition, text)
    move_receipts(store, edition, shown=True)
    drop(store, edition)


def finish_cut_off(store: Store) -> None:
    """Hand over what runs that were cut off did not; where the record of a post is unfinished, that goes first."""
    for edition in store.publishing():
        text = store.text_if_there(store.publishing_path(edition))
        if text is None or store.pending_path(edition).exists():
            continue
        if _became_the_post(store, edition, text):
            hand_over(store, edition, text)
        else:
            drop(store, edition)


def _became_the_post(store: Store, edition: str, text: str) -> bool:
    """Whether readers have the post by this text, though an editor may have changed its file since."""
    ours, found = text.encode(), read(store, edition)
    if not is_published(edition, found):
        return False
    return found == ours or journal.recent(store, edition, journal.sha256(ours)) is not None


def move_receipts(store: Store, edition: str, *, shown: bool) -> None:
    """A draft's receipts and charts become the post's, or the post's a draft's again."""
    pictures.move(store, edition, shown=shown)
    source, target = (store.receipts_folder(edition, draft=draft) for draft in (shown, not shown))
    for name in ("receipts.json", SNAPSHOT, "index.html", pictures.RECORD):
        if (data := store.text_if_there(source / name)) is not None:
            store.write(target / name, data)
        if not shown:
            store.remove(source / name)
