"""Run the self-test of a model in another process, and say in one sentence what came out."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pipeline
from pipeline.errors import ModelError
from pipeline.messages import Message, message
from pipeline.translate.models.record import is_share

TIMEOUT_SECONDS = 600
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
MODULE = "pipeline.translate.models.self_test"
LONGEST_DETAIL = 200

PROBLEMS = {
    "vocabulary": message(
        "This translation model cannot be used: its vocabulary does not fit its tokenizer or its "
        "weights."
    ),
    "silent": message("This translation model cannot be used: it translates nothing."),
}


def survival(folder: Path, where: str, timeout: float = TIMEOUT_SECONDS) -> Mapping[str, float]:
    """The share of tried sentences that each placeholder scheme survives in this model.

    Raises ModelError, with `where` as the place, if the model does not load or translate, and if
    the trial crashes or takes longer than `timeout` seconds.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", MODULE, str(folder.absolute())],
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        reason = "This translation model cannot be used: a trial of it did not come to an end."
        raise ModelError(message(reason), where=where) from None
    except OSError:
        reason = "The translation model cannot be tried, since no other process can be started."
        raise ModelError(message(reason), where=where) from None
    shares = _result(done.stdout).get("survival")
    if done.returncode == 0 and isinstance(shares, dict):
        return {str(name): float(share) for name, share in shares.items() if is_share(share)}
    raise ModelError(_reason(done, folder), where=where)


def _environment() -> dict[str, str]:
    """This process's, with the way to this package, and without what steers the library."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ARGOS_")}
    package = Path(str(pipeline.__file__)).parent.parent
    return {**kept, **dict.fromkeys(THREADS, "1"), "PYTHONPATH": str(package)}


def _result(output: bytes) -> Mapping[str, object]:
    try:
        found = json.loads(output)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _reason(done: "subprocess.CompletedProcess[bytes]", folder: Path) -> Message:
    result = _result(done.stdout)
    known = PROBLEMS.get(str(result.get("problem")))
    if known is not None:
        return known
    detail = " ".join(str(result.get("detail", "")).replace(f"{folder.absolute()}/", "").split())
    if not detail:
        return message("This translation model cannot be used: a trial of it crashed.")
    reason = "This translation model cannot be used: it does not load ({reason})."
    return message(reason, reason=detail[:LONGEST_DETAIL])
