"""The verb that previews the site while it is worked on."""

import threading
from typing import NoReturn

import click

from brief.report.building import building
from brief.serving.preview import RETRY, Preview
from brief.serving.server import Server
from brief.serving.watching import watching
from brief.verbs.desk import Desk
from brief.verbs.mistakes import sentence_of


@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65_535), help="0: any that is free.")
@click.option(
    "--drafts/--published",
    default=True,
    help="Every post as it stands, built into _preview/, or what readers have, into _site/.  [default: drafts]",
)
def serve(desk: Desk, port: int, drafts: bool) -> NoReturn:
    """Preview the site on this machine, and show each edit as soon as it is saved.

    Example: brief serve --port 8000
    """
    preview = Preview(desk.store, drafts=drafts, sentence=sentence_of, tell=lambda words: click.echo(words, err=True))
    with Server(port, preview) as server, watching(desk.store) as saved:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with building() as watch:
            done = preview.build(watch)
        shown = "preview" if drafts else "site"
        click.echo(f"The {shown} is at {server.address} and follows what you save; press Ctrl-C to end it.")
        while True:
            saved.wait(None if done else RETRY)
            done = preview.build()
