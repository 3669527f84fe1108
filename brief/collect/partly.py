"""A night of which some sources are asked, and the others are read from what the archive of its day has.

Owns which source is whose. The night stays the one that the archive is of: what is asked now is asked as it would have
been then, so that the whole can be replayed. Whether something has come of it is the night's to judge.
"""

from fnmatch import fnmatchcase

from brief.collect.archive import Entry, Manifest, Recorder, Replay
from brief.config import Config, Source
from brief.errors import WrongUsage
from brief.models import Payload, Published, Request
from brief.models.figures import ArchiveProvenance


class Partly:
    """Asks `only` these sources through the recorder, and reads the others again."""

    provenance: ArchiveProvenance = "recorded"

    def __init__(self, recorder: Recorder, replay: Replay | None, only: frozenset[str]) -> None:
        self._recorder, self._replay, self._only = recorder, replay, only

    def chosen(self, config: Config) -> tuple[tuple[Source, ...], tuple[str, ...]]:
        """Those to ask, and those that the archive has; of `only` one line for each that may not be asked."""
        usable, _ = self._recorder.chosen(config)
        held, lines = self._replay.chosen(config) if self._replay else ((), ())
        ids = {source.id for source in usable if source.id in self._only}
        ids |= {source.id for source in held if source.id not in self._only}
        off = [source for source in config.sources if source.id in self._only - ids]
        told = tuple(f"{source.id}: off, {config.usable(source)}." for source in off)
        return tuple(source for source in config.sources if source.id in ids), (*told, *lines)

    def published(self, source: Source) -> tuple[Published, ...]:
        return ()

    def unread(self, config: Config) -> tuple[str, ...]:
        """What the archive has of the others and nobody asked for; of those asked anew its answers make way."""
        lines = self._replay.unread(config) if self._replay else ()
        return tuple(line for line in lines if line.partition(":")[0] not in self._only)

    async def ask(self, source: Source, request: Request) -> Payload | None:
        if source.id in self._only:
            return await self._recorder.ask(source, request)
        return await self._replay.ask(source, request) if self._replay else None


def of_the_others(manifest: Manifest | None, only: frozenset[str]) -> tuple[Entry, ...]:
    """What stays of a day's archive when these sources are asked anew."""
    return tuple(entry for entry in manifest.requests if entry.source not in only) if manifest else ()


def meant(config: Config, words: tuple[str, ...]) -> frozenset[str]:
    """The sources that words mean: an id, a section, or how the name of a figure or topic begins."""
    found: set[str] = set()
    for word in words:
        named = [source for source in config.sources if word == source.id]
        filling = [source for source in config.sources if any(_begins(pattern, word) for pattern in source.fills)]
        ids = {source.id for source in named or filling}
        if not ids:
            sections = sorted({pattern.partition(".")[0] for source in config.sources for pattern in source.fills})
            raise WrongUsage(
                f"--only {word} names no source, section or figure; sections are {', '.join(sections)}, "
                "and `brief sources` lists the sources."
            )
        found |= ids
    return frozenset(found)


def _begins(pattern: str, word: str) -> bool:
    """Whether a name that fits the pattern can begin with the word, part by part."""
    return all(fnmatchcase(given, part) for given, part in zip(word.split("."), pattern.split("."), strict=False))
