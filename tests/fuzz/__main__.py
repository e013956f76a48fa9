"""`make fuzz`: damaged files through every reader and the extraction, in bounded processes, for ten minutes.

`python -m tests.fuzz [SECONDS [SEED]]` names every file that was not read as it should be, and keeps it in out/fuzz."""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from corpus.ingest import reading
from corpus.ingest.confined import Bounds, confined
from corpus.ingest.folder import Source
from tests.fuzz import damaged

_BATCH = 50
_ODD = ("could not be understood", "it took more than", "it ended the process", "more memory")


def main(seconds: float = 600.0, seed: int = 1) -> int:
    end = time.monotonic() + seconds
    files = damaged(seed)
    counts: Counter[str] = Counter()
    kept = Path("out/fuzz")
    with tempfile.TemporaryDirectory() as folder:

        def batches() -> Iterator[list[reading.Wanted]]:
            number = 0
            while time.monotonic() < end:
                batch = []
                for _ in range(_BATCH):
                    name, data = next(files)
                    path = Path(folder) / f"{number}-{name}"
                    path.write_bytes(data)
                    batch.append(reading.Wanted(Source(path, Path(folder)), "", "seeds"))
                    number += 1
                yield batch

        for results in confined(reading.read, batches(), reading.lost, bounds=Bounds(megabytes=1500, seconds=10)):
            for result in results:
                odd = any(words in result.reason for words in _ODD)
                counts["odd" if odd else "refused" if result.reason else "read"] += 1
                if odd:
                    kept.mkdir(parents=True, exist_ok=True)
                    (kept / result.path).write_bytes((Path(folder) / result.path).read_bytes())
                    print(result.reason)
                (Path(folder) / result.path).unlink()
    print(", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
    return 1 if counts["odd"] else 0


if __name__ == "__main__":
    given = sys.argv[1:3] + ["600", "1"][len(sys.argv) - 1 :]
    sys.exit(main(float(given[0]), int(given[1])))
