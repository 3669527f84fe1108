"""A night's archive for an edition that is written late: what was not answered then cannot be known any more.

Owns how the manifest says so, so that whoever makes the edition again finds it there. Refuses to ask anybody: sources
answer for now, and today's value is not that day's.
"""

from datetime import datetime

from brief.collect.archive import Entry, Manifest
from brief.collect.redact import redact
from brief.collect.runner import Collected, find_module
from brief.config import Config, Source
from brief.models import Night

LOST = "Not recoverable: it cannot be known any more."


def compile_late(config: Config, manifest: Manifest, at: datetime) -> Manifest:
    """The manifest of an edition that is compiled at `at`, with each source that may be asked and was not.

    One put together from reports stays as it is: it never was of its night.
    """
    if manifest.provenance != "recorded" or manifest.compiled:
        return manifest
    asked = {entry.source for entry in manifest.requests}
    left = [source for source in config.sources if source.id not in asked and not config.usable(source)]
    entries = [*manifest.requests, *(entry for source in left for entry in _unasked(source, manifest))]
    order = {source.id: rank for rank, source in enumerate(config.sources)}
    entries.sort(key=lambda entry: order.get(entry.source, len(order)))
    return manifest.model_copy(update={"compiled": at, "requests": tuple(entries)})


def not_recoverable(manifest: Manifest, collected: Collected) -> Collected:
    """What a late edition is made of, its gaps marked where the answer did not come then."""
    silent = {entry.source for entry in manifest.requests if not entry.holds}
    gaps = (
        gap.model_copy(update={"why": f"{gap.why} {LOST}"}) if gap.source in silent else gap for gap in collected.gaps
    )
    return collected.model_copy(update={"gaps": tuple(gaps)})


def _unasked(source: Source, manifest: Manifest) -> list[Entry]:
    """The first question of a source that the night did not come to ask."""
    night = Night(day=manifest.day, at=manifest.as_of, options=source.options)
    return [
        Entry(
            source=source.id,
            method=request.method,
            url=redact(request.url, ()),
            status=0,
            fetched_at=manifest.as_of,
            sha256="",
            file="",
            body=request.body,
            tag=request.tag,
            why=f"{source.id} was not asked that night.",
        )
        for request in find_module(source.module).requests(night)[:1]
    ]
