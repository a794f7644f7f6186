"""The small models of the tests, unpacked as Argos does it, for the measurements."""

import json
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

from pipeline.translate.argos import ModelFiles
from pipeline.translate.engine import Model
from pipeline.translate.schemes import SCHEMES

PACKAGES = Path(__file__).parent.parent / "tests" / "models"
ALL_SCHEMES = tuple(scheme.name for scheme in SCHEMES)


def installed_copy(folder: Path) -> dict[Model, ModelFiles]:
    """Swedish to English and English to Finnish, in `folder/packages`."""
    found: dict[Model, ModelFiles] = {}
    for path in sorted(PACKAGES.glob("*.argosmodel")):
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder / "packages")
        place = folder / "packages" / path.stem
        metadata = json.loads((place / "metadata.json").read_text("utf-8"))
        model = Model(metadata["from_code"], metadata["to_code"], metadata["package_version"])
        found[model] = ModelFiles(place, ALL_SCHEMES)
    return found


def relabelled(folder: Path, targets: Iterable[str]) -> dict[Model, ModelFiles]:
    """The same, and the one to Finnish again for each other language: its work, not its words."""
    found = installed_copy(folder)
    finnish, files = next((m, f) for m, f in found.items() if m.target == "fi")
    for tag in targets:
        if tag not in ("en", "fi"):
            place = folder / "more" / f"en_{tag}"
            shutil.copytree(files.folder, place)
            found[Model("en", tag, finnish.version)] = ModelFiles(place, ALL_SCHEMES)
    return found
