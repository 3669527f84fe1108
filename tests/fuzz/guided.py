"""One target under atheris, which watches the branches that an input takes and looks for new ones.

    PYTHONPATH=tests:. python tests/fuzz/guided.py TARGET [-runs=N] [-seed=N]

TARGET is a source's id, or `shapes`, `escapes`, `merge`, `lint`. The first mistake ends it; its input is in a file.
"""

import sys

import atheris

with atheris.instrument_imports(include=["brief.sources", "brief.collect.shape", "brief.write", "brief.desk"]):
    from fuzz.seeds import seeds
    from fuzz.targets import ROOMS, parser

    seeds()  # which imports the parsers


def main(words: list[str]) -> None:
    """Never returns: atheris ends the process."""
    name, *options = words
    target = ROOMS.get(name) or parser(name)
    atheris.Setup([sys.argv[0], "-max_len=48", "-len_control=0", *options], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
