"""Nothing from outside makes the brief raise anything but a refusal, or leaks markup: the fast part of the fuzzing.

`PYTHONPATH=tests:. python tests/fuzz/run.py` does it for as long as one likes. How many inputs there were stands below
the summary of every test run.
"""

import os
import subprocess
import sys
from importlib.util import find_spec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.collect.runner import read
from brief.desk.merge import merge
from brief.errors import Refused, Unmerged, Unreachable
from brief.store import Store
from fuzz.dice import Dice
from fuzz.mutations import mutated
from fuzz.seeds import seeds
from fuzz.targets import ROOMS, inputs, parser
from nights import REPOSITORY, configuration

BYTES = st.binary(max_size=48)
SOURCES = list(seeds())
MORE = 1500


def test_every_source_is_fuzzed() -> None:

    assert set(SOURCES) == {source.id for source in configuration(Store(REPOSITORY)).sources} - {"solana-news"}


@pytest.mark.sampled(20)
@pytest.mark.parametrize("source", SOURCES)
def test_a_parser_reads_or_refuses(source: str) -> None:
    target = parser(source)
    for data in inputs(25, seed=sum(source.encode())):
        target(data)


@pytest.mark.sampled(1)
@pytest.mark.parametrize(("room", "number"), [("shapes", 40), ("escapes", 60), ("merge", 8), ("lint", 10)])
def test_a_room_takes_anything(room: str, number: int) -> None:
    for data in inputs(number, seed=1):
        ROOMS[room](data)


@given(st.text())
def test_a_refusal_is_one_line_that_can_be_shown_whatever_it_quotes(quoted: str) -> None:
    for kind in (Refused, Unreachable):
        said = str(kind(f"alpha sent {quoted} where a number is due."))
        assert said == " ".join(said.split())
        assert said.isprintable()
        said.encode()


def test_a_refusal_of_something_endless_has_an_end() -> None:
    assert len(str(Refused("alpha sent " + "x" * 1_000_000))) < 1300


def test_a_damaged_base_is_no_merge_and_no_crash() -> None:
    """Somebody edited what must not be edited."""
    base = '---\nlayout: post\ntitle: "x" y\n---\nText.\n'
    good = '---\nlayout: post\ntitle: "{}"\n---\nText.\n'
    with pytest.raises(Unmerged, match="has no front matter that can be read"):
        merge(base, good.format("mine"), good.format("ours"))


def test_a_front_matter_with_a_sign_that_yaml_refuses_is_one_sentence_with_its_line() -> None:
    front = "---\nlayout: post\ntitle: x{}\n---\nText.\n"
    with pytest.raises(Unmerged) as refused:
        merge(front.format(""), front.format("\x07"), front.format("y"))
    assert "line 3 is no YAML (special characters are not allowed)" in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.slow
@pytest.mark.parametrize("source", SOURCES)
def test_a_parser_reads_or_refuses_whatever_comes(source: str) -> None:
    target = parser(source)

    @given(BYTES)
    @settings(max_examples=MORE)
    def fuzz(data: bytes) -> None:
        target(data)

    fuzz()


@pytest.mark.slow
@pytest.mark.parametrize("room", ROOMS)
def test_a_room_takes_whatever_comes(room: str) -> None:
    for data in inputs(MORE, seed=7):
        ROOMS[room](data)


@pytest.mark.slow
@pytest.mark.parametrize("target", ["coingecko", "farside-btc", "fred", "escapes"])
def test_a_fuzzer_that_watches_the_branches_finds_nothing(target: str) -> None:
    """In a process of its own: atheris changes the modules it watches."""
    if find_spec("atheris") is None:
        pytest.skip("atheris is not installed")
    command = [sys.executable, str(REPOSITORY / "tests" / "fuzz" / "guided.py"), target, "-runs=600", "-seed=1"]
    path = os.pathsep.join([str(REPOSITORY / "tests"), str(REPOSITORY)])
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": path})
    assert done.returncode == 0, done.stderr[-3000:]


def test_mutations_differ_and_some_are_still_read() -> None:
    """Fuzzing that only ever meets the first refusal, or changes nothing, would find nothing."""
    seed = seeds()["coingecko"][0]
    body = seed.payloads[0].body
    made = [mutated(body, Dice(data)) for data in inputs(200, seed=1)]
    assert len(set(made)) > 150
    kept = 0
    for one in made:
        try:
            read(seed.module, [seed.payloads[0].model_copy(update={"body": one})], seed.night)
            kept += 1
        except (Refused, Unreachable):
            continue
    assert 40 < kept < 180
