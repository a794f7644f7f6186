"""The step that makes a text, from its sources, with nothing else that a build does."""

from pathlib import Path

from pipeline.editions import attempt_of, read_text
from pipeline.glossary import read_glossary
from pipeline.project import Project, read_documents
from pipeline.settings import read_settings


def make_text(name: str, tag: str) -> None:
    """Makes the text of one of this project's documents in a language."""
    project = Project(Path(__file__).parent.parent / "source")
    settings, glossary = read_settings(project.settings_file), read_glossary(project.glossary_file)
    (document,) = (item for item in read_documents(project) if item.info.name == name)
    read = read_text(document, tag, settings, project)
    assert attempt_of(document, tag, read, settings, glossary).edition
