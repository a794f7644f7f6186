"""Figures over time: a line of JSON in `bench/history.jsonl` for each measurement that is kept.

A figure belongs to the machine and the moment it was taken on. So each line tells how long that
machine took for ten million additions; on a quiet one of today that is about half a second.
"""

import json
import subprocess
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

HISTORY = Path(__file__).parent / "history.jsonl"
ADDITIONS = 10_000_000


@dataclass(frozen=True, slots=True)
class Measurement:
    """Figures of one run of a bench, by names that end in their unit: `one process, files/s`.

    `machine` is the seconds that it took for ten million additions.
    """

    day: str
    commit: str
    machine: float
    bench: str
    figures: Mapping[str, float]


def add(bench: str, figures: Mapping[str, float], path: Path = HISTORY) -> None:
    """Keep figures that were measured now."""
    git = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(git, capture_output=True, text=True, check=True).stdout.strip()
    day = datetime.now(UTC).date().isoformat()
    new = Measurement(day, commit, round(machine_seconds(), 2), bench, figures)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(new), ensure_ascii=False) + "\n")


def read(path: Path = HISTORY) -> tuple[Measurement, ...]:
    """All that was kept, the oldest first."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return tuple(Measurement(**json.loads(line)) for line in lines)


def machine_seconds() -> float:
    """What this machine takes now for ten million additions."""
    start, total = time.process_time(), 0
    for number in range(ADDITIONS):
        total += number
    return time.process_time() - start
