"""`brief try SOURCE --from FILE` on real answers: the figures an editor would read there with his own eyes, or one
sentence and no figure. `recordings.py` has the table of them. Deliberately not covered:

* providers that are no source of ours (dYdX, CNN...);
* of DefiLlama nothing but single elements was recorded; the tests of its modules read those;
* SoSoValue, Bitfinex and HTX were never recorded as we ask them: their documented samples and stored pushes stand in;
* Farside's /eth/ and /sol/ were never recorded but for a challenge; the entries of a source that differ only in their
  asset run the same module as the ones here;
* no list of Kalshi quotes a whole hour, and of Polymarket only the fragment has a question we print, so the others are
  refusals; the fragment lacks `closed`, which our request fixes at false, and `as_event` puts it back.
"""

import hashlib
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from brief.collect.trial import try_files
from brief.errors import Refused, Unreachable
from brief.store import Store
from commands import brief, is_sentence
from nights import REPOSITORY, configuration
from recordings import NOW, Read, Refusal, Unwrap, whole
from recordings import OTHERS as FIRST_OTHERS
from recordings import READ as FIRST_READ
from recordings import REFUSED as FIRST_REFUSED
from recordings_chain import OTHERS_CHAIN, READ_CHAIN, REFUSED_CHAIN
from recordings_llama import OTHERS_OF_DEFI, READ_OF_DEFI, REFUSED_OF_DEFI
from recordings_venues import OTHERS_ALSO, READ_ALSO, REFUSED_ALSO

READ = [*FIRST_READ, *READ_ALSO, *READ_OF_DEFI, *READ_CHAIN]
REFUSED = [*FIRST_REFUSED, *REFUSED_ALSO, *REFUSED_OF_DEFI, *REFUSED_CHAIN]
_ASKED = (FIRST_OTHERS, OTHERS_ALSO, OTHERS_OF_DEFI, OTHERS_CHAIN)
OTHERS = {
    folder: tuple(source for asked in _ASKED for source in asked.get(folder, ()))
    for folder in dict.fromkeys(folder for asked in _ASKED for folder in asked)
}


def case_name(case: Read | Refusal) -> str:
    file = case.files.split()[0] if isinstance(case, Read) else case.file
    return f"{case.source}-{file.rsplit('/', 1)[1]}-{case.at[:10]}"


def answers(contracts: Path, folder: Path, files: str, unwrap: Unwrap) -> list[Path]:
    """The answers as files of their own, where the recording is not one already."""
    if unwrap is whole:
        return [contracts / file for file in files.split()]
    found = []
    for number, file in enumerate(files.split()):
        place = folder / f"answer-{number}"
        place.write_bytes(unwrap((contracts / file).read_bytes()))
        found.append(place)
    return found


def trial(source: str, files: list[Path], at: str, *flags: str) -> tuple[object, ...]:
    froms = [word for file in files for word in ("--from", file)]
    return ("try", source, "--root", REPOSITORY, *froms, "--at", at, *flags)


@pytest.mark.parametrize("case", READ, ids=case_name)
def test_the_command_reads_what_stands_there(contracts: Path, tmp_path: Path, case: Read) -> None:
    files = answers(contracts, tmp_path, case.files, case.unwrap)
    code, out, err = brief(*trial(case.source, files, case.at, "--json"))
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert told["source"] == case.source
    rows = told["readings"]
    assert len({(row["figure"], row["as_of"]) for row in rows}) == len(rows) == case.number
    for name, value in (part.split(" = ") for part in case.values.split(", ")):
        found = [row["value"] for row in rows if name in (row["figure"], f"{row['figure']} {row['as_of']}")]
        assert [as_number(text) for text in found] == [as_number(value)], name
    bodies = {hashlib.sha256(file.read_bytes()).hexdigest(): file.read_bytes() for file in files}
    for row in rows:
        assert row["unit"] in {"usd", "percent", "index", "count", "coin", "points", "ratio", "hashes", "sats"}
        assert stands(bodies[row["sha256"]], row["path"])


def as_number(text: str) -> str:
    """The digits without zeros behind the point: 7246.00000000 is 7246. No float comes near."""
    return text.rstrip("0").rstrip(".") if "." in text else text


def stands(body: bytes, path: str) -> bool:
    """Whether there is such a place: a row and a column of a page, or a JSON pointer that ends somewhere."""
    if path.startswith("table["):
        return all(part.encode() in body for part in re.findall(r"\[(\D[^\]]*|\d\d \w+ \d{4})\]", path))
    if found := re.fullmatch(r"line\[(\d+)\]/col\[(.+)\]", path):
        lines = body.decode().splitlines()
        return found[2] in lines[0].split(",") and int(found[1]) <= len(lines)
    place: Any = json.loads(body)
    for step in path.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        place = place[int(key)] if isinstance(place, list) else place[key]
    return True


@pytest.mark.sampled(25)
@pytest.mark.parametrize("case", REFUSED, ids=case_name)
def test_a_refusal_is_one_sentence_and_no_figure(contracts: Path, tmp_path: Path, case: Refusal) -> None:
    files = answers(contracts, tmp_path, case.file, case.unwrap)
    told = brief(*trial(case.source, files, case.at))
    assert (told.code, told.out) == (case.code, "")
    assert is_sentence(told.err)
    assert told.err.startswith(f"{case.source} ")
    assert case.words in told.err
    as_json = brief(*trial(case.source, files, case.at, "--json"))
    assert (as_json.code, as_json.err) == (case.code, "")
    assert json.loads(as_json.out) == {"source": case.source, "gap": told.err.removesuffix("\n")}


@pytest.mark.parametrize("folder", OTHERS)
def test_an_answer_to_another_question_gives_no_figure(contracts: Path, folder: str) -> None:
    config = configuration(Store(REPOSITORY))
    modules = {source.id: source.module for source in config.sources}
    read = {(modules[case.source], file) for case in READ for file in case.files.split() if case.unwrap is whole}
    for entry in (source for source in config.sources if source.id in OTHERS[folder]):
        for file in sorted((contracts / folder).iterdir()):
            if (entry.module, folder + file.name) in read:
                continue
            with pytest.raises((Refused, Unreachable)) as refused:
                try_files(entry, [file.read_bytes()], at=datetime.fromisoformat(NOW))
            assert is_sentence(str(refused.value)), (entry.id, file.name)
