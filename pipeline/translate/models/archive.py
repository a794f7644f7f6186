"""A package's zip: judged as a whole before anything is unpacked, then unpacked file by file.

Only what a model needs is written: its metadata, its weights and vocabularies, its tokenizer, a
readme and a licence. What else a package holds, such as other programs' sentence splitters, must
be harmless but stays inside.
"""

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import ModelError, system_reason
from pipeline.messages import message
from pipeline.translate.engine import Model
from pipeline.translate.models.member_names import files_below_root
from pipeline.translate.models.package import is_the_same, parsed_metadata

MEGABYTE = 1_000_000
CHUNK = 1 << 20

METADATA = "metadata.json"
WEIGHTS = "model/model.bin"
TOKENIZERS = ("sentencepiece.model", "bpe.model")
TEXTS = ("README.md", "LICENSE", "LICENSE.md", "LICENSE.txt")
VOCABULARIES = (
    ("model/shared_vocabulary",),
    ("model/source_vocabulary", "model/target_vocabulary"),
)
"""Either of these sets, each file as .json or .txt (CTranslate2's model format)."""
PARTS_OF_VOCABULARY = (".json", ".txt")

COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1

END = b"PK\5\6"
END_BYTES = 22
END_64 = b"PK\6\7"
END_64_BYTES = 20
LONGEST_COMMENT = 65_535


@dataclass(frozen=True, slots=True)
class Limits:
    """What a package may be at most. The largest of the public index has some 300 MB."""

    archive_bytes: int = 2_000 * MEGABYTE
    unpacked_bytes: int = 2_000 * MEGABYTE
    files: int = 1_000
    directory_bytes: int = MEGABYTE
    metadata_bytes: int = 100_000
    ratio: int = 100
    """How many times larger a file becomes; weights shrink to no less than a third."""
    ratio_from_bytes: int = MEGABYTE


LIMITS = Limits()


@contextmanager
def opened_archive(path: Path, where: str, limits: Limits = LIMITS) -> Iterator["Archive"]:
    """A package that has passed every check that is possible without unpacking it.

    `where` names it in messages. Raises ModelError.
    """
    with ExitStack() as stack:
        with _reported(where):
            file = stack.enter_context(path.open("rb"))
            _require_sane_end(file, where, limits)
            archive = _checked(stack.enter_context(zipfile.ZipFile(file)), where, limits)
        yield archive


@dataclass(frozen=True, slots=True)
class Archive:
    """A package that is safe to unpack; `files` are its needed files by their paths."""

    model: Model
    files: Mapping[str, zipfile.ZipInfo]
    opened: zipfile.ZipFile
    where: str

    def require(self, wanted: Model) -> None:
        """Raises ModelError if this is not the model that was asked for."""
        if is_the_same(self.model, wanted):
            return
        reason = "This package is for {found}, but it should be for {wanted}. It is not used."
        text = message(reason, found=str(self.model), wanted=str(wanted))
        raise ModelError(text, where=self.where)

    def unpack(self, folder: Path) -> None:
        """Write the needed files into a new folder, down to the disk. Raises ModelError."""
        with _reported(self.where):
            (folder / "model").mkdir(parents=True)
            for path, info in self.files.items():
                _write(self.opened, info, folder / path)
            for parent in (folder / "model", folder):
                sync(parent)


def sync(folder: Path) -> None:
    """Bring a folder's list of names to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _checked(archive: zipfile.ZipFile, where: str, limits: Limits) -> Archive:
    infos = archive.infolist()
    for info in infos:
        _require_plain(info, where, limits)
    if sum(info.file_size for info in infos) > limits.unpacked_bytes:
        raise too_large(where, limits)
    names = files_below_root([info.orig_filename for info in infos], where)
    by_name = {info.orig_filename: info for info in infos}
    needed = {path: by_name[name] for path, name in names.items() if _is_needed(path)}
    _require_complete(needed, where)
    if needed[METADATA].file_size > limits.metadata_bytes:
        raise _damaged(where)
    found = parsed_metadata(archive.read(needed[METADATA]), where)
    return Archive(found.model, needed, archive, where)


def _require_sane_end(file: BinaryIO, where: str, limits: Limits) -> None:
    """Judge the record at the zip's end before zipfile reads the list of files into memory.

    Raises ModelError if the archive or its list of files is too large. Zip64, which begins where
    this limit ends, is not needed.
    """
    size = os.fstat(file.fileno()).st_size
    if size > limits.archive_bytes:
        raise too_large(where, limits)
    file.seek(max(0, size - END_BYTES - END_64_BYTES - LONGEST_COMMENT))
    tail = file.read()
    start = tail.rfind(END)
    if start < 0 or start + END_BYTES > len(tail):
        raise _damaged(where)
    record = struct.unpack("<4s4H2LH", tail[start : start + END_BYTES])
    files, directory_bytes, comment = record[4], record[5], record[7]
    has_64 = tail[max(0, start - END_64_BYTES) :].startswith(END_64)
    if start + END_BYTES + comment != len(tail):
        raise _damaged(where)
    if has_64 or files > limits.files or directory_bytes > limits.directory_bytes:
        reason = "This package has far more files than a model needs. It is not used."
        raise ModelError(message(reason), where=where)


def _require_plain(info: zipfile.ZipInfo, where: str, limits: Limits) -> None:
    """Raises ModelError for what no model package holds: links, devices, ciphers, bombs."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        reason = "The package has a link or a special file in it. It is not used."
        raise ModelError(message(reason), where=where)
    if info.flag_bits & ENCRYPTED or info.compress_type not in COMPRESSIONS:
        reason = "The package is encrypted or packed in a way that is not known. It is not used."
        raise ModelError(message(reason), where=where)
    grows = info.file_size > limits.ratio * info.compress_size
    if info.file_size > limits.unpacked_bytes or (
        grows and info.file_size > limits.ratio_from_bytes
    ):
        raise too_large(where, limits)


def _is_needed(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    if folder:
        return folder == "model" and bool(name)
    return path == METADATA or path in TOKENIZERS or path in TEXTS


def _require_complete(files: Mapping[str, zipfile.ZipInfo], where: str) -> None:
    def has_vocabulary(stem: str) -> bool:
        return any(stem + suffix in files for suffix in PARTS_OF_VOCABULARY)

    is_complete = (
        METADATA in files
        and WEIGHTS in files
        and any(name in files for name in TOKENIZERS)
        and any(all(map(has_vocabulary, stems)) for stems in VOCABULARIES)
    )
    if not is_complete:
        reason = (
            "This is no model of Argos: its metadata, weights, vocabulary or tokenizer are missing."
        )
        raise ModelError(message(reason), where=where)


def _write(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> None:
    """One file; zipfile gives no more bytes than the size that was judged, then compares CRCs."""
    with archive.open(info) as packed, target.open("xb") as file:
        while data := packed.read(CHUNK):
            file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _reported(where: str) -> Iterator[None]:
    """What zipfile raises for a damaged archive, and what the system refuses, as one sentence."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        ValueError,
        OverflowError,
        NotImplementedError,
    ) as error:
        raise _damaged(where) from error
    except OSError as error:
        reason = message("The package cannot be unpacked: {reason}.", reason=system_reason(error))
        raise ModelError(reason, where=str(error.filename or where)) from None


def _damaged(where: str) -> ModelError:
    reason = "This package is damaged or not complete. Fetch it again."
    return ModelError(message(reason), where=where)


def too_large(where: str, limits: Limits) -> ModelError:
    """The refusal of what is larger than a model can be."""
    reason = (
        "This package is larger than {number} MB when it is unpacked, or it grows without measure. "
        "It is not used."
    )
    number = limits.unpacked_bytes // MEGABYTE
    return ModelError(message(reason, number=number), where=where)
