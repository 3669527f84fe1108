"""The editor's one command: check a post, flip its one line, build the site. Owns who may write a post's file.

Refuses to touch a post that an editor changed or that readers already have.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import jinja2
from pydantic import ValidationError

from brief.desk.checks import Finding, check_post
from brief.errors import ChecksFailed, Refused, Unknown
from brief.models import Receipts
from brief.site.pages import build
from brief.site.settings import read_settings
from brief.site.templates import environment
from brief.store import Store
from brief.write.front_matter import publish as flipped
from brief.write.front_matter import read_post


def hands_off(store: Store, edition: str) -> str:
    """Why tonight's text must not replace the post's file, in one sentence; empty where it may."""
    post = store.text_if_there(store.post_path(edition))
    ours = store.text_if_there(store.generated_path(edition))
    if post is None or post == ours:
        return ""
    if ours is not None and post == flipped(ours):
        return f"{edition} is published; it was left as it is."
    return f"{edition} was edited; it was left as it is. `brief publish {edition[:10]}` publishes it."


def edition_of(store: Store, day: date) -> str:
    """The edition of a day that has a post."""
    editions = [edition for edition in store.posts() if edition.startswith(f"{day.isoformat()}-")]
    if not editions:
        raise Unknown(f"There is no post for {day}; `brief nightly --replay {day}` writes it from the archive.")
    return editions[0]


def publish_post(store: Store, edition: str) -> list[Finding]:
    """Publish one post if no check fails, and build the site; returns what else the checks have to say.

    The site is put together with the published post first, so that nothing is flipped that cannot be built.
    """
    path = store.post_path(edition)
    text = store.read_text(path, "post")
    findings = check_post(edition, text)
    failures = [finding for finding in findings if finding.severity == "fail"]
    if failures:
        told = " ".join(f"Line {f.line}: {f.message} {f.fix}".strip() for f in failures)
        raise ChecksFailed(f"{edition} was not published. {told}")
    published = flipped(text)
    pages = _pages(store, {**store.posts(), edition: published}, drafts=False)
    store.write(path, published)
    store.swap_site(pages)
    return findings


def build_site(store: Store, *, drafts: bool = False) -> Path:
    """Build all published posts (with drafts: all posts, into the preview) and swap the result in."""
    return store.swap_site(_pages(store, store.posts(), drafts=drafts), drafts=drafts)


def _pages(store: Store, texts: Mapping[str, str], *, drafts: bool) -> dict[str, bytes]:
    settings = read_settings(store.read_text(store.content / "_config.yml", "site configuration"))
    posts = [post for edition, text in texts.items() if (post := read_post(edition, text)).published or drafts]
    shown = {post.id for post in posts}
    return build(
        posts=posts,
        settings=settings,
        templates=environment(jinja2.DictLoader(store.templates("site"))),
        receipts=_receipts(store, shown),
        static={path: data for path, data in store.static_files().items() if _belongs(path, shown)},
        drafts=drafts,
    )


def _belongs(path: str, shown: set[str]) -> bool:
    """A receipt is shown with its post, never before it; its page is built anew with the site's look."""
    folder, _, rest = path.partition("/")
    edition, _, file = rest.partition("/")
    return folder != "receipts" or (edition in shown and file != "index.html")


def _receipts(store: Store, shown: set[str]) -> dict[str, Receipts]:
    found = {}
    for edition in sorted(shown):
        text = store.text_if_there(store.receipts_folder(edition) / "receipts.json")
        if text is not None:
            found[edition] = _read_receipts(edition, text)
    return found


def _read_receipts(edition: str, text: str) -> Receipts:
    try:
        return Receipts.model_validate_json(text)
    except ValidationError as damaged:
        where = "/".join(map(str, damaged.errors()[0]["loc"]))
        raise Refused(
            f"content/receipts/{edition}/receipts.json cannot be read, at /{where}; restore it, or remove the folder "
            "to build the post without its receipts."
        ) from None
