"""The corpus on disk, written once for all tests."""

import pytest

from tests.render.pdf.conformance.case import Written
from tests.render.pdf.conformance.corpus import corpus


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("corpus")
    return Written(folder, {each.write(folder): each for each in corpus()})
