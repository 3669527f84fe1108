"""The site from the posts: which text of each post readers get, with its receipts and corrections.

Owns what goes into a build. Refuses to bring a change of substance before readers that nobody published: until then
they keep the text they have, and the operator is told.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

import jinja2
from pydantic import ValidationError

from brief.desk import corrections, overrides, yesterday
from brief.desk.published import changed, last_published
from brief.desk.scoreboard import scoreboard
from brief.errors import ChecksFailed, Refused
from brief.models import Correction, Corrections, Post, Receipts, SiteSettings
from brief.models.base import first_place
from brief.site.pages import build
from brief.site.settings import read_settings
from brief.site.templates import environment
from brief.store import Store
from brief.write.front_matter import read_post

DRAFT = re.compile(r"^published[ \t]*:[ \t]*false\b", re.MULTILINE)
_LISTS = ("corrections", "scoreboard")
"""Pages that Jekyll publishes, too."""


def site_settings(store: Store) -> SiteSettings:
    """What `content/_config.yml` says."""
    return read_settings(store.read_text(store.content / "_config.yml", "site configuration"))


def build_site(store: Store, *, drafts: bool = False) -> list[str]:
    """Build all published posts (with drafts: all posts, as they stand, into the preview) and swap the result in.

    Returns a sentence for each file that is no post or an unreadable draft, and for each post that readers have in an
    earlier text: those wait, and stop nobody.
    """
    pages, notes = put_together(store, drafts=drafts)
    show(store, pages, drafts=drafts)
    return notes


def show(store: Store, pages: Mapping[str, bytes], *, drafts: bool = False) -> None:
    """Swap a site in that was put together; what adds up all editions is left where Jekyll publishes it, too."""
    for name in _LISTS if not drafts else ():
        store.write(store.list_page(name), pages[f"{name}/index.html"])
    store.swap_site(pages, drafts=drafts)


class Given(NamedTuple):
    """An edition that is being published: what readers get of it is not on disk yet."""

    edition: str
    text: str
    record: Corrections
    receipts: str | None = None
    """Its `receipts.json`, where that is new, too."""


def put_together(
    store: Store, *, drafts: bool = False, given: Given | None = None
) -> tuple[dict[str, bytes], list[str]]:
    """Every page of the site as it would be, and what there is to say of files that are left out or wait."""
    settings = site_settings(store)
    readable, notes = _readable(store, as_they_stand=drafts, given=given)
    posts = [post for post in readable if post.published or drafts]
    told = yesterday.as_readers_have_it(store, given.edition, given.text) if given else None
    board, damaged = scoreboard(store, told)
    receipts = {post.id: text for post in posts if (text := _receipts_text(store, post.id, given)) is not None}
    pages = build(
        posts=posts,
        settings=settings,
        templates=environment(jinja2.DictLoader(overrides.templates(store, "site"))),
        receipts={edition: _read_receipts(edition, text) for edition, text in receipts.items()},
        static={
            **store.assets(),
            **{f"receipts/{edition}/receipts.json": text.encode() for edition, text in receipts.items()},
        },
        corrections={post.id: _corrections(store, post, given) for post in posts},
        board=board,
        drafts=drafts,
    )
    return pages, [*notes, *damaged]


def _readable(store: Store, *, as_they_stand: bool, given: Given | None) -> tuple[list[Post], list[str]]:
    """The posts, and a sentence for what is left out or waits: nothing an editor leaves lying about stops a night."""
    posts, notes = [], []
    own = {given.edition: given.text} if given else {}
    for edition, text in {**store.posts(), **own}.items():
        shown = text if as_they_stand or edition in own else for_readers(store, edition, text)
        try:
            posts.append(read_post(edition, shown))
        except ChecksFailed as unreadable:
            notes.append(f"{unreadable} It was left out.")
        if shown != text:
            notes.append(
                f"{edition} was edited since it was published, and readers keep the text they have; "
                f"`brief publish {edition[:10]}` brings the edited one out, or says what is in the way."
            )
    return posts, notes


def for_readers(store: Store, edition: str, text: str) -> str:
    """The text of a post that readers may see: the one they were given, where its file says something else by now."""
    try:
        now = read_post(edition, text)
    except ChecksFailed:
        return text if DRAFT.search(text) else last_published(store, edition, text) or text
    if not now.published:
        return text
    before = last_published(store, edition, text)
    return before if before is not None and changed(edition, before, text) else text


def _corrections(store: Store, post: Post, given: Given | None) -> tuple[Correction, ...]:
    record = given.record if given and given.edition == post.id else corrections.read(store, post.id)
    return corrections.shown(record, post)


def _receipts_text(store: Store, edition: str, given: Given | None) -> str | None:
    """An edition's receipts: where its post is shown, those that were shown with it; else the draft's."""
    if given and given.edition == edition and given.receipts is not None:
        return given.receipts
    folders = (store.receipts_folder(edition), store.receipts_folder(edition, draft=True))
    found = (store.text_if_there(folder / "receipts.json") for folder in folders)
    return next((text for text in found if text is not None), None)


def _read_receipts(edition: str, text: str) -> Receipts:
    try:
        return Receipts.model_validate_json(text)
    except ValidationError as damaged:
        raise Refused(
            f"The receipts of {edition} cannot be read, at {first_place(damaged)} of receipts.json; restore them, "
            "or remove their folder to build the post without them."
        ) from None
