"""The editor's one command: check a post, flip its one line, build the site. Owns who may write a post's file.

Refuses to touch a post that an editor changed or that readers already have.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import jinja2

from brief.desk.checks import Finding, check_post
from brief.errors import ChecksFailed, Unknown
from brief.models import Post, Receipts
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
    return f"{edition} was edited since we wrote it; it was left as it is, and so was the text it began from."


def edition_of(store: Store, day: date) -> str:
    """The edition of a day that has a post."""
    editions = [edition for edition in store.posts() if edition.startswith(f"{day.isoformat()}-")]
    if not editions:
        raise Unknown(f"There is no post for {day}; `brief nightly --replay {day}` writes it from the archive.")
    return editions[0]


def publish_post(store: Store, edition: str) -> list[Finding]:
    """Publish one post if no check fails; returns what else the checks have to say."""
    path = store.post_path(edition)
    text = store.read_text(path, "post")
    findings = check_post(edition, text)
    failures = [finding for finding in findings if finding.severity == "fail"]
    if failures:
        told = " ".join(f"Line {f.line}: {f.message} {f.fix}".strip() for f in failures)
        raise ChecksFailed(f"{edition} was not published. {told}")
    store.write(path, flipped(text))
    return findings


def build_site(store: Store, *, drafts: bool = False) -> Path:
    """Build all published posts (with drafts: all posts, into the preview) and swap the result in."""
    settings = read_settings(store.read_text(store.content / "_config.yml", "site configuration"))
    posts = [post for post in _posts(store) if post.published or drafts]
    shown = {post.id for post in posts}
    static = {path: data for path, data in store.static_files().items() if _belongs(path, shown)}
    pages = build(
        posts=posts,
        settings=settings,
        templates=environment(jinja2.DictLoader(store.templates("site"))),
        receipts=_receipts(store, shown),
        static=static,
        drafts=drafts,
    )
    return store.swap_site(pages, drafts=drafts)


def _posts(store: Store) -> Iterable[Post]:
    return [read_post(edition, text) for edition, text in store.posts().items()]


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
            found[edition] = Receipts.model_validate_json(text)
    return found
