"""The status page and `health.json` of the served site, made again by themselves after a run, whatever came of it.

Owns which files those are. Refuses to touch any other: after a night that failed readers keep the site they have. The
record of the last build stays as it is, so the next build looks at these two again, as at any file that was changed.
"""

from brief.desk import built
from brief.desk.framing import site_frame
from brief.desk.gathering import told_of_nights
from brief.desk.texts import found_texts
from brief.site.frame import digest
from brief.store import Store


def renew(store: Store) -> tuple[str, ...]:
    """Make them as a build would make them now, each written whole; the names of those that changed."""
    served, signatures = store.served(), store.signatures()
    frame = site_frame(store, found_texts(store).texts)
    before = built.read(store, served.name, digest(frame.ground, False))
    made = [(page.file, page.make()) for page in told_of_nights(store, frame, before, signatures)]
    for file, data in made:  # first where Jekyll publishes it: a build that finds ours as it should be asks no more
        store.write(store.beside_posts(file), data)
    return tuple(file for file, data in made if store.write(store.site / file, data))
