"""Installing a package: everything is proved in a folder aside, which then appears in one step.

A killed run leaves hidden folders that nobody lists and that the next run deletes.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ModelError, system_reason
from pipeline.lock import one_at_a_time
from pipeline.messages import Message, message
from pipeline.translate.engine import Model
from pipeline.translate.models.archive import LIMITS, Limits, opened_archive, sync, too_large
from pipeline.translate.models.content import content_sha256, file_sha256
from pipeline.translate.models.download import Limits as DownloadLimits
from pipeline.translate.models.download import download
from pipeline.translate.models.lockfile import (
    Lock,
    read_locks,
    require_locked_archive,
    require_locked_content,
    write_locks,
)
from pipeline.translate.models.offers import Offer
from pipeline.translate.models.package import file_name, folder_name
from pipeline.translate.models.record import Record, write_record
from pipeline.translate.models.store import (
    STAGING,
    InstalledModel,
    discard,
    folders_of,
    sweep,
)
from pipeline.translate.models.trial import survival
from pipeline.translate.pairs import pair

DOWNLOADS = ".downloads"
DOWNLOAD_LIMITS = DownloadLimits(LIMITS.archive_bytes)
MEGABYTE = 1_000_000

Progress = Callable[[Message], None]


@dataclass(frozen=True, slots=True)
class Places:
    """Where models are installed, and the file that says which ones."""

    models: Path
    lock_file: Path


@contextmanager
def installing(places: Places, waits: Callable[[], None]) -> Iterator[None]:
    """One installation at a time in a models folder, which is made and tidied up.

    `waits` is called if another one runs. Raises ModelError if the folder cannot be made.
    """
    try:
        places.models.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(error, places.models) from None
    with one_at_a_time(places.models / ".lock", waits):
        sweep(places.models)
        yield


def install_offer(
    offer: Offer, places: Places, progress: Progress, limits: DownloadLimits = DOWNLOAD_LIMITS
) -> InstalledModel:
    """Install what is offered. Raises ModelError."""
    if offer.file is not None:
        return install_package(offer.file, offer.model, str(offer.file), places, progress)
    fetched, where = _fetched(offer, places, progress, limits)
    try:
        return install_package(fetched, offer.model, where, places, progress)
    finally:
        fetched.unlink(missing_ok=True)  # installed, or not to be trusted


def install_package(
    package: Path,
    wanted: Model,
    where: str,
    places: Places,
    progress: Progress,
    limits: Limits = LIMITS,
) -> InstalledModel:
    """Install the package in a file, which must have the wanted model.

    `where` names the package in messages. Raises ModelError; then nothing is installed.
    """
    progress(message("Installing {model}", model=str(wanted)))
    with _staging(places.models) as staging:
        own = staging / "package"
        _copy(package, own, where, limits)
        archive_sha256 = file_sha256(own)
        locks = read_locks(places.lock_file)
        require_locked_archive(locks, wanted, archive_sha256, places.lock_file)
        with opened_archive(own, where, limits) as archive:
            archive.require(wanted)
            model = archive.model
            folder = staging / folder_name(model)
            archive.unpack(folder)
        content = content_sha256(folder)
        require_locked_content(locks, model, content, places.lock_file)
        progress(message("Trying {model}", model=str(model)))
        record = Record(model, survival(folder, where))
        if pair(model) not in locks:
            lock = Lock(model, archive_sha256, content)
            write_locks(places.lock_file, {**locks, pair(model): lock})
        return InstalledModel(model, _put(folder, record, places), record.schemes, content)


def _put(folder: Path, record: Record, places: Places) -> Path:
    """Let a proved folder appear, and other versions of its pair vanish."""
    target = places.models / folder.name
    try:
        write_record(folder, record)
        sync(folder)
        if target.exists():
            discard(target)
        folder.rename(target)
        sync(places.models)
    except OSError as error:
        raise _unwritable(error, target) from None
    for other in folders_of(places.models, pair(record.model)):
        if other != target:
            discard(other)
    return target


def _fetched(
    offer: Offer, places: Places, progress: Progress, limits: DownloadLimits
) -> tuple[Path, str]:
    """The package from the first of its addresses that gives it, and that address."""
    target = places.models / DOWNLOADS / file_name(offer.model)
    try:
        target.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise _unwritable(error, target) from None

    def shown(done: int, total: int | None) -> None:
        model, megabytes = str(offer.model), done // MEGABYTE
        if total is None:
            text = message("Fetching {model}: {done} MB", model=model, done=megabytes)
        else:
            template = "Fetching {model}: {done} of {total} MB"
            text = message(template, model=model, done=megabytes, total=total // MEGABYTE)
        progress(text)

    reason = "The list of models has no address for this model."
    failure = ModelError(message(reason), where=str(offer.model))
    for link in sorted(offer.links, key=lambda link: not link.startswith("https:")):
        try:
            download(link, target, limits, shown)
        except ModelError as error:
            failure = error
        else:
            return target, link
    raise failure


def _copy(package: Path, own: Path, where: str, limits: Limits) -> None:
    """A copy that stays as it is while it is judged, and when a stick is pulled out."""
    try:
        if package.stat().st_size > limits.archive_bytes:
            raise too_large(where, limits)
        shutil.copyfile(package, own)
    except OSError as error:
        reason = message("The package cannot be copied: {reason}.", reason=system_reason(error))
        raise ModelError(reason, where=str(error.filename or where)) from None


@contextmanager
def _staging(models: Path) -> Iterator[Path]:
    try:
        folder = Path(tempfile.mkdtemp(prefix=STAGING, dir=models))
    except OSError as error:
        raise _unwritable(error, models) from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unwritable(error: OSError, path: Path) -> ModelError:
    reason = message("The models folder cannot be written: {reason}.", reason=system_reason(error))
    return ModelError(reason, where=str(error.filename or path))
