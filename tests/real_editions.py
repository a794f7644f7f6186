"""The editions of each briefing in `source/`, made as a build makes them."""

from datetime import date
from functools import cache

from pipeline.edition import Edition
from pipeline.editions import original, translated
from pipeline.produce import epoch_of
from pipeline.project import Project, read_documents
from pipeline.render.docx import render_docx
from pipeline.settings import Publish, read_settings
from tests.conftest import REPOSITORY
from tests.workplace import NAME

PROJECT = Project(REPOSITORY / "source")
DAY = date(2020, 5, 13)


@cache
def real_editions(name: str = NAME) -> dict[str, Edition]:
    """Every edition by its language; a language that is not complete fails the test."""
    settings = read_settings(PROJECT.settings_file)
    (document,) = (item for item in read_documents(PROJECT) if item.info.name == name)
    prepared = (
        original(document, settings, PROJECT, None),
        *(translated(document, t, settings, PROJECT, None, DAY) for t in settings.languages),
    )
    editions = {item.tag: item.edition for item in prepared if item.edition}
    wanted = [t for t, rule in settings.languages.items() if rule is not Publish.PLANNED]
    assert list(editions) == ["sv", *wanted], [item.report.errors for item in prepared]
    return editions


@cache
def real_docx(tag: str, name: str = NAME) -> bytes:
    """The Word document of that edition."""
    edition = real_editions(name)[tag]
    style = read_settings(PROJECT.settings_file).style
    return render_docx(edition, style, epoch=epoch_of(edition, None))
