"""How long the command takes to start: `brief --help`, and what a build imports, beside a bare Python, in one run.

    python benchmarks/start.py [RUNS]

Prints medians in milliseconds and what each takes more than the bare start. Runs alternate, so that a machine that is
busy for a while is so for all of them. Modules are compiled before the first run that counts.
"""

import subprocess
import sys
import time
from statistics import median

CASES = {
    "python -c pass": ["-c", "pass"],
    "brief --help": ["-m", "brief", "--help"],
    "what a build imports": ["-c", "import brief.cli, brief.verbs.building"],
}


def milliseconds(words: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
    return 1000 * (time.perf_counter() - began)


def main(runs: int) -> None:
    for words in CASES.values():
        milliseconds(words)
    taken: dict[str, list[float]] = {name: [] for name in CASES}
    for _ in range(runs):
        for name, words in CASES.items():
            taken[name].append(milliseconds(words))
    bare = median(taken["python -c pass"])
    print(f"Python {sys.version.split()[0]}, medians of {runs} runs")
    for name, times in taken.items():
        print(f"{name:<24} {median(times):6.0f} ms   {median(times) - bare:+6.0f} ms   {median(times) / bare:5.1f} x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
