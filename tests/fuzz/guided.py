"""One target under atheris, which watches the branches that an input takes and looks for new ones.

    PYTHONPATH=tests:. python tests/fuzz/guided.py TARGET [-runs=N] [-seed=N]

TARGET is a source's id, or `shapes`, `escapes`, `merge`, `lint`. The first mistake ends it; its input is in a file.
"""

import sys

import atheris

with atheris.instrument_imports(include=["brief.sources", "brief.collect.shape", "brief.write", "brief.desk"]):
    from fuzz.targets import ROOMS, parser


def main(words: list[str]) -> None:
    """Never returns: atheris ends the process."""
    name, *options = words
    target = ROOMS.get(name) or parser(name)
    atheris.Setup([sys.argv[0], *options], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
