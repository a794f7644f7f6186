"""The small models of the tests, unpacked as Argos does it, for the measurements."""

import json
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

from pipeline.translate.engine import Model
from pipeline.translate.models.content import content_sha256
from pipeline.translate.models.store import InstalledModel
from pipeline.translate.schemes import SCHEMES

PACKAGES = Path(__file__).parent.parent / "tests" / "models"
ALL_SCHEMES = tuple(scheme.name for scheme in SCHEMES)


def installed_copy(folder: Path) -> list[InstalledModel]:
    """Swedish to English and English to Finnish, in `folder/packages`."""
    found: list[InstalledModel] = []
    for path in sorted(PACKAGES.glob("*.argosmodel")):
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder / "packages")
        place = folder / "packages" / path.stem
        metadata = json.loads((place / "metadata.json").read_text("utf-8"))
        model = Model(metadata["from_code"], metadata["to_code"], metadata["package_version"])
        found.append(InstalledModel(model, place, ALL_SCHEMES, content_sha256(place)))
    return found


def relabelled(folder: Path, targets: Iterable[str]) -> list[InstalledModel]:
    """The same, and the one to Finnish again for each other language: its work, not its words."""
    found = installed_copy(folder)
    finnish = next(installed for installed in found if installed.model.target == "fi")
    for tag in targets:
        if tag not in ("en", "fi"):
            place = folder / "more" / f"en_{tag}"
            shutil.copytree(finnish.folder, place)
            model = Model("en", tag, finnish.model.version)
            found.append(InstalledModel(model, place, ALL_SCHEMES, finnish.content_sha256))
    return found
