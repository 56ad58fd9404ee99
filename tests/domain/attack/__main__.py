"""The whole attack, as a table: ``python -m tests.domain.attack --worlds 100``."""

import argparse
import random
import time

from .insider import certain
from .rounds import BEYOND, FAULTS, SAFE, attack


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=6, help="in each family")
    worlds = parser.parse_args().worlds
    print("| family | numbers | exact | near | small | zeros | proved | seconds |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for families in (SAFE, FAULTS, BEYOND):
        for name, trial in families.items():
            start = time.perf_counter()
            v = attack(name, trial, worlds)
            took = round(time.perf_counter() - start)
            cells = (name, v.numbers, v.exact, v.near, v.small, v.zeros, v.proved, took)
            print(f"| {' | '.join(map(str, cells))} |", flush=True)
    print("\n| sizes known to an insider: base | held | raised it | known | did not | known |")
    print("| --- | --- | --- | --- | --- | --- |")
    for base, held in ((5, 5), (10, 5), (10, 10), (20, 5), (20, 10)):
        found = [certain(random.Random(f"insider {n}"), base=base, held=held) for n in range(worlds)]
        sums = [sum(counts) for counts in zip(*found, strict=True)]
        print(f"| {' | '.join(map(str, (base, held, *sums)))} |", flush=True)


if __name__ == "__main__":
    main()
