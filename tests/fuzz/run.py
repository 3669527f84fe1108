"""Fuzz for as long as one likes, and print how many inputs each target took.

    PYTHONPATH=tests:. python tests/fuzz/run.py [INPUTS] [SEED] [TARGET...]

INPUTS are for each target: each source's parser, and each room. A mistake is printed with the bytes that repeat it.
"""

import sys
import time
import traceback

from fuzz.targets import COUNTED, ROOMS, inputs, parsers


def main(number: int, seed: int, names: list[str]) -> int:
    """How many inputs found a mistake."""
    found = 0
    began = time.monotonic()
    slowest = (0.0, "")
    targets = {**parsers(), **ROOMS}
    for name in names or targets:
        for data in inputs(number, seed=seed + sum(name.encode())):
            before = time.monotonic()
            try:
                targets[name](data)
            except Exception:
                found += 1
                print(f"{name}, with bytes.fromhex({data.hex()!r}):\n{traceback.format_exc()}")
            slowest = max(slowest, (time.monotonic() - before, f"{name} {data.hex()}"))
    for room, count in COUNTED.items():
        print(f"{room:<10}{count:>12,} inputs")
    print(f"{sum(COUNTED.values()):,} inputs in {time.monotonic() - began:.0f} s, {found} of them found a mistake.")
    print(f"The slowest took {slowest[0]:.2f} s: {slowest[1]}.")
    return found


if __name__ == "__main__":
    numbers = [*(int(word) for word in sys.argv[1:] if word.isdigit()), 200, 0]
    if len(numbers) == 3:
        numbers[1] = 0
    wanted = [word for word in sys.argv[1:] if not word.isdigit()]
    sys.exit(1 if main(numbers[0], numbers[1], wanted) else 0)
