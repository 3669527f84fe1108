"""Compare our site builder with others: `python -m benchmarks.site`.

Every builder that is installed, or named by its option, takes part. With `--write` the tables go into
`benchmarks/README.md`; without, they are printed.
"""

import argparse
import platform
import shutil
import sys
import tempfile
from os import cpu_count
from pathlib import Path

from benchmarks.site.builders import OTHERS, OURS, REPOSITORY, Installed, find
from benchmarks.site.measuring import measure
from benchmarks.site.running import Failed
from benchmarks.site.table import put_between, tables

PAGE = REPOSITORY / "benchmarks" / "README.md"


def main() -> int:
    asked = _arguments()
    installed = _installed(asked)
    print("Taking part:", ", ".join(f"{each.builder.name} {each.version}" for each in installed), file=sys.stderr)
    folder = Path(tempfile.mkdtemp(prefix="site-benchmark-", dir=asked.folder))
    try:
        results = measure(
            installed,
            folder,
            count=asked.posts,
            runs=asked.runs,
            slow_runs=asked.slow_runs,
            machine=f"{cpu_count()} cores, {platform.system()}, Python {platform.python_version()}.",
            say=lambda words: print(words, file=sys.stderr, flush=True),
        )
    except Failed as failed:
        print(f"{failed}\nWhat was built is left in {folder}.", file=sys.stderr)
        return 1
    shutil.rmtree(folder)
    text = tables(results)
    if asked.write:
        PAGE.write_text(put_between(PAGE.read_text(encoding="utf-8"), text), encoding="utf-8")
    print(text)
    return 0


def _installed(asked: argparse.Namespace) -> list[Installed]:
    found = [find(OURS, asked.brief)] if not asked.without_ours else []
    for builder in OTHERS:
        if asked.only and builder.option not in asked.only:
            continue
        found.append(find(builder, getattr(asked, builder.option)))
    return [each for each in found if each]


def _arguments() -> argparse.Namespace:
    reading = argparse.ArgumentParser(prog="python -m benchmarks.site", description=__doc__.partition("\n")[0])
    reading.add_argument("--posts", type=int, default=3650, help="how many posts (3650)")
    reading.add_argument("--runs", type=int, default=3, help="runs of ours and of Hugo (3)")
    reading.add_argument("--slow-runs", type=int, default=1, help="runs of the others (1)")
    reading.add_argument("--folder", help="where the sites are written and removed again (the system's own place)")
    reading.add_argument("--write", action="store_true", help=f"put the tables into {PAGE.relative_to(REPOSITORY)}")
    reading.add_argument("--without-ours", action="store_true", help="leave ours out")
    reading.add_argument("--only", action="append", metavar="NAME", help="of the others this one; may be repeated")
    reading.add_argument("--brief", default=f"{sys.executable} -m brief", help="our command (this Python's)")
    for builder in OTHERS:
        reading.add_argument(f"--{builder.option}", default="", metavar="COMMAND", help=f"{builder.name}’s command")
    return reading.parse_args()


if __name__ == "__main__":
    sys.exit(main())
