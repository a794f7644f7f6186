"""What the installer found out about a model, in the file `installed.json` of its folder."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.translate.engine import Model
from pipeline.translate.models.content import RECORD_FILE
from pipeline.translate.schemes import SCHEMES

LONGEST_RECORD = 100_000
LEAST_SURVIVAL = 0.8
"""Of the tried sentences; those that a scheme fails in are tried with the next one."""


@dataclass(frozen=True, slots=True)
class Record:
    """A model, and for each placeholder scheme the share of tried sentences that it survived."""

    model: Model
    survival: Mapping[str, float]

    @property
    def schemes(self) -> tuple[str, ...]:
        """The names of the schemes that survive this model, best first."""
        known = {scheme.name: self.survival.get(scheme.name, 0.0) for scheme in SCHEMES}
        good = [name for name, share in known.items() if share >= LEAST_SURVIVAL]
        return tuple(sorted(good, key=lambda name: -known[name]))


def write_record(folder: Path, record: Record) -> None:
    """Write the record into a model's folder. Raises OSError."""
    model = record.model
    values = {
        "source": model.source,
        "target": model.target,
        "version": model.version,
        "schemes": record.schemes,
        "survival": dict(record.survival),
    }
    with (folder / RECORD_FILE).open("w", encoding="utf-8") as file:
        file.write(json.dumps(values, indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())


def read_record(folder: Path) -> Record | None:
    """The record in a folder; None if there is none that can be understood."""
    try:
        with (folder / RECORD_FILE).open("rb") as file:
            values = json.loads(file.read(LONGEST_RECORD))
    except (OSError, ValueError, RecursionError):
        return None
    match values:
        case {
            "source": str(source),
            "target": str(target),
            "version": str(version),
            "survival": dict(survival),
        }:
            shares = {str(name): float(s) for name, s in survival.items() if is_share(s)}
            return Record(Model(source, target, version), shares)
        case _:
            return None


def is_share(value: object) -> bool:
    """Whether this is a number between 0 and 1."""
    return isinstance(value, int | float) and 0 <= value <= 1
