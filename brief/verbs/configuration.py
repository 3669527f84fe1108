"""The configuration of a site folder: its `sources.yaml`, the source modules there are, the keys in the environment.

It stands alone, so that a verb that needs none does not import what reading it takes.
"""

import pkgutil

from brief import sources
from brief.config import Config, load
from brief.errors import WrongUsage
from brief.verbs.desk import Desk


def configuration(desk: Desk) -> Config:
    """What `sources.yaml` says; a mistake in it is a sentence with its line."""
    path = desk.store.sources_file()
    text = desk.store.read_text(path, "sources.yaml (--root must name a site folder)", wrong=WrongUsage)
    modules = (module.name for module in pkgutil.iter_modules(sources.__path__))
    return load(text, str(path), desk.environ, frozenset(name for name in modules if not name.startswith("_")))
