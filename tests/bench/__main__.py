"""Prints every speed figure, one module after the other: `python -m tests.bench [MODULE …]`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(wanted: list[str]) -> int:
    known = sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))
    strange = [name for name in wanted if name not in known]
    if strange:
        print(f"There is no benchmark {strange[0]!r}; there are {', '.join(known)}.", file=sys.stderr)
        return 2
    failed = 0
    for name in wanted or known:
        print(f"\n== {name}", flush=True)
        failed |= subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], check=False).returncode
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
