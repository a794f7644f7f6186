"""A place to install models in, for tests."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.translate.engine import Model
from pipeline.translate.models.install import Places, install_package, installing
from pipeline.translate.models.store import InstalledModel, installed_models, verified
from tests.translate.models.plumbing import Package


@dataclass(frozen=True)
class Desk:
    """A models folder, a lock file, and a stick with packages."""

    folder: Path

    @property
    def places(self) -> Places:
        return Places(self.folder / "models", self.folder / "source" / "models.lock")

    @property
    def stick(self) -> Path:
        return self.folder / "stick"

    def install(self, package: Package, name: str = "") -> InstalledModel:
        path = package.write(self.stick, name)
        return self.install_file(path, Model(package.source, package.target, package.version))

    def install_file(self, path: Path, wanted: Model) -> InstalledModel:
        with installing(self.places, lambda: None):
            return install_package(path, wanted, path.name, self.places, lambda _text: None)

    def refused(self, package: Package, reason: str) -> None:
        before = self.listed()
        with pytest.raises(ModelError, match=reason) as found:
            self.install(package)
        assert found.value.exit_code == 7
        assert "\n" not in str(found.value)
        assert self.listed() == before
        assert self.left() == []

    def listed(self) -> list[str]:
        found = installed_models(self.places.models, self.places.lock_file)
        return [str(verified(model).model) for model in found.models]

    def findings(self) -> list[str]:
        found = installed_models(self.places.models, self.places.lock_file)
        return [finding.rule for finding in found.findings]

    def left(self) -> list[str]:
        """Hidden folders that an installation made and did not delete."""
        return [path.name for path in self.places.models.glob(".staging-*")]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "source").mkdir()
    return Desk(tmp_path)
