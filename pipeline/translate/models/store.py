"""The models folder: which models in it may be used, and what else lies there.

A model may be used if our installer made its folder and `models.lock` has its version; its files
are compared with their checksum by `verified`, which reads them all.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ModelError, system_reason
from pipeline.findings import Finding, Severity
from pipeline.messages import message
from pipeline.translate.engine import Model
from pipeline.translate.models.content import content_sha256
from pipeline.translate.models.lockfile import Lock, Locks, read_locks
from pipeline.translate.models.package import folder_name, is_the_same
from pipeline.translate.models.record import Record, read_record
from pipeline.translate.pairs import Pair, pair, pair_name

STAGING = ".staging-"
"""How the names of unfinished and removed folders begin; a killed run leaves them."""


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model that may be used, once `verified` has compared its files.

    `schemes` are the names of the placeholder schemes that survive it, best first;
    `content_sha256` is the checksum that its files must have.
    """

    model: Model
    folder: Path
    schemes: tuple[str, ...]
    content_sha256: str


@dataclass(frozen=True, slots=True)
class Installed:
    """The models that may be used, and findings on what else lies in the models folder."""

    models: tuple[InstalledModel, ...] = ()
    findings: tuple[Finding, ...] = ()

    def of(self, wanted: Pair) -> InstalledModel | None:
        """The model of a pair."""
        return next((found for found in self.models if pair(found.model) == wanted), None)


def installed_models(models_folder: Path, lock_file: Path) -> Installed:
    """What is installed; nothing if there is no models folder.

    A stray folder, an unfinished or a foreign model is a finding and stops nothing. Raises
    ModelError if the folder or the lock file cannot be read.
    """
    locks = read_locks(lock_file)
    models: list[InstalledModel] = []
    findings: list[Finding] = []
    for folder in _entries(models_folder):
        found = _judged(folder, locks, lock_file)
        if isinstance(found, Finding):
            findings.append(found)
        else:
            models.append(found)
    return Installed(tuple(sorted(models, key=lambda m: pair(m.model))), tuple(findings))


def verified(installed: InstalledModel) -> InstalledModel:
    """The same model. Raises ModelError if its files are not those that were installed."""
    if content_sha256(installed.folder) == installed.content_sha256:
        return installed
    reason = (
        "The files of this translation model have changed since it was installed, so it is not "
        "used. Remove it with the command models remove {name}, and install it again."
    )
    name = pair_name(pair(installed.model))
    raise ModelError(message(reason, name=name), where=str(installed.folder))


def remove_model(models_folder: Path, wanted: Pair) -> tuple[Path, ...]:
    """Remove every folder of this pair, usable or not; gives the folders that are gone.

    Each vanishes in one step. Raises ModelError.
    """
    folders = folders_of(models_folder, wanted)
    for folder in folders:
        discard(folder)
    return folders


def folders_of(models_folder: Path, wanted: Pair) -> tuple[Path, ...]:
    """The folders of all versions of a pair, usable or not."""
    begin = folder_name(Model(*wanted, ""))  # ends with the hyphen before the version
    return tuple(path for path in _entries(models_folder) if path.name.startswith(begin))


def discard(folder: Path) -> None:
    """Take a folder away in one step, then delete what is in it. Raises ModelError."""
    try:
        aside = Path(tempfile.mkdtemp(prefix=STAGING, dir=folder.parent))
        folder.rename(aside / folder.name)
    except OSError as error:
        reason = message("This cannot be removed: {reason}.", reason=system_reason(error))
        raise ModelError(reason, where=str(folder)) from None
    shutil.rmtree(aside, ignore_errors=True)


def sweep(models_folder: Path) -> None:
    """Delete what killed runs left. Only for the one who holds the lock of the folder."""
    with suppress(OSError):
        for path in models_folder.glob(STAGING + "*"):
            shutil.rmtree(path, ignore_errors=True)


def _entries(models_folder: Path) -> Iterator[Path]:
    """What lies in the models folder, without hidden names, which are ours or the system's."""
    try:
        found = sorted(models_folder.iterdir())
    except FileNotFoundError:
        return
    except OSError as error:
        reason = message("The models folder cannot be read: {reason}.", reason=system_reason(error))
        raise ModelError(reason, where=str(models_folder)) from None
    yield from (path for path in found if not path.name.startswith("."))


def _judged(folder: Path, locks: Locks, lock_file: Path) -> InstalledModel | Finding:
    record = read_record(folder) if folder.is_dir() and not folder.is_symlink() else None
    if record is None or folder_name(record.model) != folder.name:
        return _stray(folder)
    lock = locks.get(pair(record.model))
    if lock is None or not is_the_same(lock.model, record.model):
        return _not_locked(folder, record, lock, lock_file)
    return InstalledModel(record.model, folder, record.schemes, lock.content_sha256)


def _stray(path: Path) -> Finding:
    if (path / "metadata.json").is_file():
        reason = (
            "This model was not put here by the command models install, so it is not used. Remove "
            "it, and install its package with --from."
        )
        return Finding("model.stray", str(path), message(reason), Severity.WARNING)
    reason = "This is no translation model, and is not used. Remove it from the models folder."
    return Finding("model.stray", str(path), message(reason), Severity.NOTE)


def _not_locked(folder: Path, record: Record, lock: Lock | None, lock_file: Path) -> Finding:
    name = pair_name(pair(record.model))
    if lock is None:
        reason = (
            "The file {path} has no entry for this translation model, so it is not used. Run the "
            "command models remove {name}, and install it again."
        )
        text = message(reason, path=str(lock_file), name=name)
    else:
        reason = "The file {path} says {locked}, so this version is not used. Run: make models"
        text = message(reason, path=str(lock_file), locked=str(lock.model))
    return Finding("model.not_locked", str(folder), text, Severity.WARNING)
