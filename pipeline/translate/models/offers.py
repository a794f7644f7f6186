"""What can be installed: the packages of the public index, or those in a folder."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.errors import ModelError, system_reason
from pipeline.findings import Finding, Severity
from pipeline.messages import message
from pipeline.translate.engine import Model
from pipeline.translate.models.archive import opened_archive
from pipeline.translate.models.download import Limits, fetch
from pipeline.translate.models.package import SUFFIX, description, model_named

INDEX_LIMITS = Limits(5_000_000)
"""The public index has some 60 kB."""
INDEX_FILE = ".index.json"


@dataclass(frozen=True, slots=True)
class Offer:
    """A package: a file that was brought here, or the addresses of one."""

    model: Model
    file: Path | None = None
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offers:
    """Packages, and findings on what was passed over."""

    packages: tuple[Offer, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def models(self) -> tuple[Model, ...]:
        """The models that they have."""
        return tuple(offer.model for offer in self.packages)

    def of(self, model: Model) -> Offer | None:
        """The package of a model."""
        return next((offer for offer in self.packages if offer.model == model), None)


def folder_offers(folder: Path) -> Offers:
    """The packages in a folder, by their names, or by their metadata where the name says nothing.

    Raises ModelError if the folder cannot be read or has no package.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == SUFFIX)
    except OSError as error:
        text = message("This folder cannot be read: {reason}.", reason=system_reason(error))
        raise ModelError(text, where=str(folder)) from None
    if not paths:
        reason = "There is no package here. Their names end with {suffix}."
        raise ModelError(message(reason, suffix=SUFFIX), where=str(folder))
    packages: list[Offer] = []
    findings: list[Finding] = []
    for path in paths:
        try:
            packages.append(Offer(model_named(path) or _model_inside(path), path))
        except ModelError as error:
            findings.append(
                Finding("model.package", error.where or str(path), error.text, Severity.WARNING)
            )
    return Offers(tuple(packages), tuple(findings))


def index_offers(address: str, models_folder: Path, limits: Limits = INDEX_LIMITS) -> Offers:
    """The packages of the public index; of its last copy, with a note, if it cannot be had.

    Raises ModelError if there is neither, NoNetworkError if that is for want of a network.
    """
    copy = models_folder / INDEX_FILE
    try:
        entries = _entries(fetch(address, limits), address)
    except ModelError as error:
        kept = _kept(copy, address)
        if kept is None:
            raise
        entries, day = kept
        reason = "The list of models cannot be fetched now; the one of {day} is used. {reason}"
        text = message(reason, day=day.isoformat(), reason=error.text)
        note = Finding("model.index", address, text, Severity.NOTE)
        return Offers(tuple(_indexed(entries, address)), (note,))
    _keep(copy, address, entries)
    return Offers(tuple(_indexed(entries, address)))


def _model_inside(path: Path) -> Model:
    with opened_archive(path, str(path)) as archive:
        return archive.model


def _entries(data: bytes, address: str) -> tuple[Mapping[str, object], ...]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, list):
        entries = tuple(entry for entry in found if isinstance(entry, dict))
        if entries:
            return entries
    reason = "What is at this address is no list of models."
    raise ModelError(message(reason), where=address)


def _indexed(entries: Iterable[Mapping[str, object]], address: str) -> Iterator[Offer]:
    """The translation models among the entries; what else there is or is unclear is not ours."""
    for entry in entries:
        with suppress(ModelError):
            found = description(entry, address)
            yield Offer(found.model, links=found.links)


def _kept(copy: Path, address: str) -> tuple[tuple[Mapping[str, object], ...], date] | None:
    """The last copy of the index with its day."""
    try:
        day = date.fromtimestamp(copy.stat().st_mtime)
        values = json.loads(copy.read_bytes())
        if values["address"] == address:
            return _entries(json.dumps(values["index"]).encode(), address), day
    except (OSError, ValueError, RecursionError, TypeError, KeyError, ModelError):
        pass
    return None


def _keep(copy: Path, address: str, entries: Iterable[Mapping[str, object]]) -> None:
    """For the next time without a network; where it cannot be written, there is none."""
    new = copy.with_name(copy.name + f".{os.getpid()}.new")
    with suppress(OSError):
        copy.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps({"address": address, "index": list(entries)}), "utf-8")
        new.replace(copy)
