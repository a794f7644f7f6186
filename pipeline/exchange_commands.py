"""The commands of the exchange with translators. Heavy modules come late."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.errors import (
    EXIT_FINDINGS,
    EXIT_OK,
    CatalogError,
    PublishError,
    UsageError,
)
from pipeline.interface import Interface
from pipeline.languages import SOURCE_TAG
from pipeline.messages import Message, message
from pipeline.project import Project
from pipeline.whole_file import write_whole

if TYPE_CHECKING:
    from pipeline.exchange.exchanged import Exchanged
    from pipeline.exchange.merge import Change, Conflict, Merge
    from pipeline.translate.approvals import Approvals
    from pipeline.translate.catalog import Catalog
    from pipeline.translate.po import Entry

LONGEST_SHOWN = 70


def package(ui: Interface, to: Path, source: Path, output: Path, languages: tuple[str, ...]) -> int:
    """Write the packages for translators."""
    from pipeline.exchange.package import Around, package_bytes, package_name
    from pipeline.glossary import read_glossary
    from pipeline.settings import read_settings

    project = Project(source, output)
    settings = read_settings(project.settings_file)
    glossary = read_glossary(project.glossary_file)
    for catalog, approvals in _catalogs(ui, project, languages):
        name = catalog.document
        pdf = _published_pdf(output, name)
        around = Around(glossary, settings.contact, pdf)
        path = to / package_name(name, catalog.language)
        write_whole(path, package_bytes(catalog, approvals, around), PublishError)
        click.echo(str(path))
        if pdf is None:
            reason = "{name} is not published yet, so the package has no PDF. Run make first."
            click.echo(ui.show(message(reason, name=name)), err=True)
    return EXIT_OK


def import_file(ui: Interface, file: Path, take: str | None, packages: Path, source: Path) -> int:
    """Take in what came back from a translator, and show all that it changes."""
    from pipeline.exchange.apply import catalog_of, import_returned
    from pipeline.exchange.merge import Take
    from pipeline.exchange.returned import read_returned
    from pipeline.glossary import read_glossary
    from pipeline.project import read_documents

    project = Project(source)
    returned = read_returned(file, lambda texts: _sent_texts(source, packages, texts))
    texts = returned.texts
    catalog_of(source, texts.document, texts.language, returned.where)
    documents = {d.info.name: d for d in read_documents(project)}
    if texts.document not in documents:
        reason = "The Swedish text of “{document}” is not in {folder} any more. Put it back."
        text = message(reason, document=texts.document, folder=str(source))
        raise UsageError(text, where=returned.where)
    briefing = documents[texts.document].parsed.briefing
    names = read_glossary(project.glossary_file).names
    choice = Take(take) if take else None
    done = import_returned(source, briefing, names, returned, choice)
    _show_merge(ui, done.merged)
    return _conclude(ui, done.path, done.merged, is_written=done.is_written)


def export(ui: Interface, format_: str, to: Path, source: Path, languages: tuple[str, ...]) -> int:
    """Write catalogs, or the glossary, in one format."""
    project = Project(source)
    if format_ == "tbx":
        path = to / "glossary.tbx"
        write_whole(path, _glossary_tbx(project, languages), PublishError)
        click.echo(str(path))
        return EXIT_OK
    for catalog, approvals in _catalogs(ui, project, languages):
        suffix = "xlf" if format_ == "xliff" else format_
        path = to / f"{catalog.document}.{catalog.language}.{suffix}"
        write_whole(path, _exported(format_, catalog, approvals), PublishError)
        click.echo(str(path))
    return EXIT_OK


def glossary(ui: Interface, tags: tuple[str, ...], source: Path) -> int:
    """Show how many terms of the glossary each language has, and which it lacks."""
    from pipeline.glossary import read_glossary
    from pipeline.settings import read_settings, require_known_languages

    project = Project(source)
    settings = read_settings(project.settings_file)
    require_known_languages(tags, settings)
    entries = read_glossary(project.glossary_file).entries
    if not entries:
        reason = "There is no glossary, or it is empty."
        raise UsageError(message(reason), where=str(project.glossary_file))
    terms = [entry for entry in entries if not entry.is_name]
    text = message(
        "{path}: {terms} terms and {names} names",
        path=str(project.glossary_file),
        terms=len(terms),
        names=len(entries) - len(terms),
    )
    click.echo(ui.show(text))
    for tag in tags or settings.tags:
        missing = [entry.term for entry in terms if tag not in entry.targets]
        if tag.split("-")[0] == SOURCE_TAG:
            continue
        shown = message("{tag}: {number} terms", tag=tag, number=len(terms) - len(missing))
        if missing:
            listed = ", ".join(missing if tags else missing[:5])
            listed += "" if tags or len(missing) <= 5 else " …"
            reason = "{tag}: {number} terms; missing are {missing}: {names}"
            count = len(terms) - len(missing)
            shown = message(reason, tag=tag, number=count, missing=len(missing), names=listed)
        click.echo(ui.show(shown))
    unexplained = [entry.term for entry in entries if not entry.definition]
    if unexplained:
        reason = "Without a definition: {names}"
        click.echo(ui.show(message(reason, names=", ".join(unexplained))))
    return EXIT_OK


def _catalogs(
    ui: Interface, project: Project, languages: tuple[str, ...]
) -> "Iterator[tuple[Catalog, Approvals]]":
    """The catalogs of the languages; says where there is none and what to do."""
    from pipeline.project import briefing_files
    from pipeline.settings import read_settings, require_known_languages
    from pipeline.translate.approvals import read_approvals
    from pipeline.translate.workspace import approvals_path, read_document_catalog

    settings = read_settings(project.settings_file)
    require_known_languages(languages, settings)
    found = False
    for path in briefing_files(project):
        approvals = read_approvals(approvals_path(project.source, path.stem))
        for tag in settings.languages:
            if tag == SOURCE_TAG or (languages and tag not in languages):
                continue
            catalog = read_document_catalog(project.source, path.stem, tag)
            if catalog is not None:
                found = True
                yield catalog, approvals
            elif languages:
                reason = "{name} has no catalog in {tag}; run make translate first."
                click.echo(ui.show(message(reason, name=path.stem, tag=tag)), err=True)
    if not found:
        reason = "There is no catalog to write. Run make translate first, or name a language."
        raise UsageError(message(reason), where=str(project.source))


def _published_pdf(output: Path, name: str) -> bytes | None:
    path = output / name / SOURCE_TAG / f"{name}.{SOURCE_TAG}.pdf"
    return path.read_bytes() if path.is_file() else None


def _exported(format_: str, catalog: "Catalog", approvals: "Approvals") -> bytes:
    from pipeline.exchange.exchanged import exchanged

    if format_ == "po":
        from pipeline.exchange.package import sent_po

        return sent_po(catalog)
    texts = exchanged(catalog, approvals)
    if format_ == "tmx":
        from pipeline.exchange.tmx import tmx_bytes

        return tmx_bytes(texts)
    from pipeline.exchange.xliff import xliff_bytes

    return xliff_bytes(texts)


def _glossary_tbx(project: Project, languages: tuple[str, ...]) -> bytes:
    from pipeline.exchange.tbx import tbx_bytes
    from pipeline.glossary import read_glossary
    from pipeline.settings import read_settings, require_known_languages

    settings = read_settings(project.settings_file)
    require_known_languages(languages, settings)
    tags = [tag for tag in languages or settings.tags if tag.split("-")[0] != SOURCE_TAG]
    return tbx_bytes(read_glossary(project.glossary_file).entries, tags)


def _sent_texts(source: Path, packages: Path, texts: "Exchanged") -> "tuple[Entry, ...] | None":
    """What a single file was made from: today's catalog or a package that is still there.

    Only by its hash: another version would be taken for changes of the translator's.
    """
    from pipeline.exchange.exchanged import catalog_digest
    from pipeline.exchange.package import package_name, sent_in
    from pipeline.translate.workspace import read_document_catalog

    if not texts.sent or not _is_known(source, texts.document):
        return None
    catalog = read_document_catalog(source, texts.document, texts.language)
    if catalog is not None and catalog_digest(catalog) == texts.sent:
        return catalog.active
    path = packages / package_name(texts.document, texts.language)
    with suppress(CatalogError, OSError):  # a damaged copy of what was sent is none
        return sent_in(path.read_bytes(), str(path), texts.sent)
    return None


def _is_known(source: Path, document: str) -> bool:
    """Whether there are catalogs of that name; what a file says is not put into a path unseen."""
    return document in {path.parent.name for path in source.glob("translations/*/*.po")}


def _show_merge(ui: Interface, merged: "Merge") -> None:
    for change in merged.changes:
        _show_change(ui, change)
    for refused in merged.refused:
        text = message(
            "Not taken: {entry}. {reason}", entry=_named(refused.entry), reason=refused.reason
        )
        click.echo(ui.show(text), err=True)
        click.echo(f"  + {_one_line(refused.entry.target)}", err=True)
    for entry in merged.unknown:
        reason = "Not taken, since its Swedish is not in the document (any more): {entry}"
        click.echo(ui.show(message(reason, entry=_named(entry))), err=True)
        click.echo(f"  + {_one_line(entry.target)}", err=True)
    for conflict in merged.conflicts:
        _show_conflict(ui, conflict)


def _show_change(ui: Interface, change: "Change") -> None:
    states = message(
        "{entry} ({before} → {after})",
        entry=_named(change.after),
        before=_state_name(change.state_before),
        after=_state_name(change.state_after),
    )
    click.echo(ui.show(states))
    if change.before.target != change.after.target:
        click.echo(f"  - {_one_line(change.before.target)}")
        click.echo(f"  + {_one_line(change.after.target)}")
    for comment in change.comments:
        click.echo(ui.show(message("  Comment: {text}", text=_one_line(comment))))


def _show_conflict(ui: Interface, conflict: "Conflict") -> None:
    click.echo(ui.show(message("Conflict: {entry}", entry=_named(conflict.mine))), err=True)
    rows = [
        message("  Sent:     {text}", text=_one_line(conflict.base.target))
        if conflict.base
        else message("  What was sent is not known."),
        message("  Mine:     {text}", text=_one_line(conflict.mine.target)),
        message("  Returned: {text}", text=_one_line(conflict.returned.target)),
    ]
    for row in rows:
        click.echo(ui.show(row), err=True)


def _conclude(ui: Interface, path: Path, merged: "Merge", *, is_written: bool) -> int:
    if merged.conflicts:
        reason = (
            "{path}: nothing was written. {number} texts have been changed both here and there. "
            "Give the command again with TAKE=returned or TAKE=mine (--take)."
        )
        click.echo(ui.show(message(reason, path=str(path), number=len(merged.conflicts))), err=True)
        return EXIT_FINDINGS
    left = len(merged.refused) + len(merged.unknown)
    if not is_written:
        reason = "{path}: nothing to change. Not taken: {left}."
        click.echo(ui.show(message(reason, path=str(path), left=left)))
    else:
        counted = Counter(change.before.target != change.after.target for change in merged.changes)
        reason = (
            "{path}: {changed} texts changed, {others} more with another state or comment. "
            "Not taken: {left}. Approve with: python -m pipeline approve"
        )
        text = message(
            reason, path=str(path), changed=counted[True], others=counted[False], left=left
        )
        click.echo(ui.show(text))
    return EXIT_FINDINGS if left else EXIT_OK


def _named(entry: "Entry") -> Message:
    text = _shortened(_one_line(entry.source))
    return message("{context}: “{text}”", context=_one_line(entry.context), text=text)


def _one_line(text: str) -> str:
    """On one line, without what could act on the terminal."""
    return "".join(c if c.isprintable() else " " for c in " ".join(text.split()))


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


STATES: Mapping[str, Message] = {
    "missing": message("missing"),
    "outdated": message("outdated"),
    "machine": message("by machine"),
    "draft": message("draft"),
    "approved": message("approved"),
}


def _state_name(state: str) -> Message:
    return STATES[state]


BODIES: Mapping[str, Callable[..., int]] = {
    "package": package,
    "import": import_file,
    "export": export,
    "glossary": glossary,
}
