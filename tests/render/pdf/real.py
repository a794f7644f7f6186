"""The editions of the briefing in `source/`, as a build makes them."""

from datetime import date
from functools import cache

from pipeline.edition import Edition
from pipeline.editions import original, translated
from pipeline.project import Project, read_documents
from pipeline.settings import read_settings
from tests.conftest import REPOSITORY

TAGS = ("sv", "fi", "en", "ar", "so")


@cache
def real_edition(tag: str) -> Edition:
    """The edition in a language, from today's sources."""
    project = Project(REPOSITORY / "source", REPOSITORY / "output", REPOSITORY / "build")
    settings = read_settings(project.settings_file)
    (document,) = read_documents(project)
    if tag == "sv":
        prepared = original(document, settings, None)
    else:
        prepared = translated(document, tag, settings, project, None, date(2020, 5, 12))
    assert prepared.edition is not None
    return prepared.edition
