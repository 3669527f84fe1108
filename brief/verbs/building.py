"""The verb that builds the site. It runs after every saved edit, so its imports are kept few; a test names those."""

import click

from brief.desk.building import build_site
from brief.desk.overrides import unused
from brief.errors import DEGRADED, DONE
from brief.report.building import building
from brief.verbs.desk import Desk


@click.option("--drafts", is_flag=True, help="Build unpublished posts as well, into _preview/.")
def build(desk: Desk, drafts: bool) -> int:
    """Build the site from the posts.

    Example: brief build --drafts
    """
    store = desk.store
    with store.lock(), building() as watch:
        notes = [*unused(store), *build_site(store, drafts=drafts, watch=watch)]
    place = store.preview if drafts else store.site
    click.echo("\n".join([*notes, f"The {'preview' if drafts else 'site'} is built in {place}."]))
    return DEGRADED if notes else DONE
