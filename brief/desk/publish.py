"""The editor's one command: check a post, flip its one line, build the site. Owns who may write a post's file.

Refuses to touch a post that an editor changed or that readers already have.
"""

import re
from collections.abc import Mapping
from datetime import date

import jinja2
from pydantic import ValidationError

from brief.desk.checks import check_post
from brief.errors import ChecksFailed, Refused, Unknown, WrongUsage
from brief.models import Post, Receipts, SiteSettings
from brief.models.base import first_place
from brief.site.pages import build
from brief.site.settings import read_settings
from brief.site.templates import environment
from brief.store import Store
from brief.story import edition_id
from brief.write.front_matter import publish as flipped
from brief.write.front_matter import read_post

DRAFT = re.compile(r"^published[ \t]*:[ \t]*false\b", re.MULTILINE)


def hands_off(store: Store, edition: str) -> str:
    """Why tonight's text must not replace the post's file, in one sentence; empty where it may."""
    post = store.text_if_there(store.post_path(edition))
    ours = [store.text_if_there(path) for path in (store.generated_path(edition), store.pending_path(edition))]
    if post is None:
        return ""
    if _is_published(edition, post):
        return f"{edition} is published; it was left as it is."
    if post not in ours:
        return f"{edition} was edited; it was left as it is. `brief publish {edition[:10]}` publishes it."
    return ""


def _is_published(edition: str, text: str) -> bool:
    try:
        return read_post(edition, text).published
    except ChecksFailed:
        return False


def edition_of(store: Store, day: date) -> str:
    """The edition of a day that has a post: the brief, or the only post there is."""
    editions = [edition for edition in store.posts() if edition.startswith(f"{day.isoformat()}-")]
    if edition_id(day) in editions:
        return edition_id(day)
    if len(editions) > 1:
        raise WrongUsage(f"{day} has {len(editions)} posts, {' and '.join(editions)}; rename those that are no brief.")
    if not editions:
        raise Unknown(f"There is no post for {day} in {store.content / '_posts'}; `brief nightly` writes tonight's.")
    return editions[0]


def publish_post(store: Store, edition: str) -> list[str]:
    """Publish one post if no check finds anything, and build the site.

    The site is put together with the published post first, so that nothing is flipped that cannot be built. Returns a
    sentence for each file that was left out of it.
    """
    path = store.post_path(edition)
    text = store.read_text(path, "post")
    if findings := check_post(edition, text):
        told = " ".join(f"Line {found.line}: {found.message} {found.fix}" for found in findings)
        raise ChecksFailed(f"{edition} was not published. {told}")
    published = flipped(text)
    pages, notes = _pages(store, {**store.posts(), edition: published}, drafts=False)
    _show_receipts(store, edition)
    if store.text_if_there(store.generated_path(edition)) == text:
        store.write(store.pending_path(edition), published)
        store.write(path, published)
        store.write(store.generated_path(edition), published)
        store.remove(store.pending_path(edition))
    else:
        store.write(path, published)
    store.swap_site(pages)
    return notes


def site_settings(store: Store) -> SiteSettings:
    """What `content/_config.yml` says."""
    return read_settings(store.read_text(store.content / "_config.yml", "site configuration"))


def build_site(store: Store, *, drafts: bool = False) -> list[str]:
    """Build all published posts (with drafts: all posts, into the preview) and swap the result in.

    Returns a sentence for each file that is no post or an unreadable draft: those wait, and stop nobody.
    """
    pages, notes = _pages(store, store.posts(), drafts=drafts)
    store.swap_site(pages, drafts=drafts)
    return notes


def _show_receipts(store: Store, edition: str) -> None:
    """A draft's receipts become the post's."""
    for name in ("receipts.json", "index.html"):
        if (data := store.text_if_there(store.receipts_folder(edition, draft=True) / name)) is not None:
            store.write(store.receipts_folder(edition) / name, data)


def _pages(store: Store, texts: Mapping[str, str], *, drafts: bool) -> tuple[dict[str, bytes], list[str]]:
    settings = site_settings(store)
    readable, notes = _readable(texts)
    posts = [post for post in readable if post.published or drafts]
    receipts = {post.id: text for post in posts if (text := _receipts_text(store, post.id)) is not None}
    pages = build(
        posts=posts,
        settings=settings,
        templates=environment(jinja2.DictLoader(store.templates("site"))),
        receipts={edition: _read_receipts(edition, text) for edition, text in receipts.items()},
        static={
            **store.assets(),
            **{f"receipts/{edition}/receipts.json": text.encode() for edition, text in receipts.items()},
        },
        drafts=drafts,
    )
    return pages, notes


def _readable(texts: Mapping[str, str]) -> tuple[list[Post], list[str]]:
    """The posts, and a sentence for what is left out. A published post that cannot be read stops the build."""
    posts, notes = [], []
    for edition, text in texts.items():
        try:
            posts.append(read_post(edition, text))
        except ChecksFailed as unreadable:
            if not DRAFT.search(text) and text.lstrip("\ufeff").startswith("---") and edition[:4].isdigit():
                raise
            notes.append(f"{unreadable} It was left out.")
    return posts, notes


def _receipts_text(store: Store, edition: str) -> str | None:
    """An edition's receipts: where its post is shown, those that were shown with it; else the draft's."""
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
