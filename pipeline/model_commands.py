"""What the commands of `models` do, and what they say."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from pipeline.errors import EXIT_FINDINGS, EXIT_OK, ModelError, UsageError
from pipeline.findings import Finding, Report, Severity
from pipeline.interface import Interface
from pipeline.languages import SOURCE_TAG, all_languages, language
from pipeline.messages import message
from pipeline.project import SETTINGS_FILE
from pipeline.settings import read_settings
from pipeline.terminal import finding_json, print_json, progress_line, report_json, show_report
from pipeline.translate.engine import Model
from pipeline.translate.models.https import NoNetworkError
from pipeline.translate.models.install import Places, Progress, install_offer, installing
from pipeline.translate.models.library import index_address
from pipeline.translate.models.lockfile import FILE_NAME, read_locks
from pipeline.translate.models.offers import Offers, folder_offers, index_offers
from pipeline.translate.models.plan import (
    Availability,
    LanguagePlan,
    language_plans,
    models_to_install,
)
from pipeline.translate.models.privacy import refuse_remote_translation
from pipeline.translate.models.store import (
    InstalledModel,
    installed_models,
    remove_model,
    verified,
)
from pipeline.translate.pairs import Pair, pair, pair_name

AVAILABILITIES = {
    Availability.INSTALLED: message("installed"),
    Availability.AVAILABLE: message("can be installed"),
    Availability.NOT_OFFERED: message("not found"),
    Availability.NONE: message("no model exists"),
}


def install(
    ui: Interface, tags: tuple[str, ...], from_folder: Path | None, models: Path, source: Path
) -> int:
    """Install what the languages need, as far as it can be had."""
    refuse_remote_translation(os.environ, Path.home())
    places = _places(source, models)
    wanted = _known(tags) or tuple(read_settings(source / SETTINGS_FILE).languages)
    waiting = message("Another installation is running. This one begins when that one is done.")
    with (
        installing(places, lambda: click.echo(ui.show(waiting), err=True)),
        progress_line(ui, quiet=False) as progress,
    ):
        done = _install(wanted, from_folder, places, progress)
    for model in done.installed:
        click.echo(ui.show(message("Installed: {model}", model=str(model.model))))
    show_report(ui, Report(done.findings))
    if not done.installed and not Report(done.findings).open:
        click.echo(ui.show(message("Everything that can be installed is there already.")))
    return _exit_code(done.findings)


def list_models(
    ui: Interface,
    tags: tuple[str, ...],
    show_all: bool,
    from_folder: Path | None,
    models: Path,
    source: Path,
    as_json: bool,
) -> int:
    """Show for each language its route, and what of it is there."""
    places = _places(source, models)
    wanted = _known(tags)
    if show_all:
        wanted = tuple(tag for tag in all_languages() if tag != SOURCE_TAG)
    wanted = wanted or tuple(read_settings(source / SETTINGS_FILE).languages)
    installed = installed_models(places.models, places.lock_file)
    there = tuple(found.model for found in installed.models)
    offers = _offers_or_note(from_folder, places)
    plans = language_plans(wanted, there, offers.models, read_locks(places.lock_file))
    report = Report((*offers.findings, *installed.findings))
    if as_json:
        rows = [_plan_json(plan, there) for plan in plans]
        print_json({"languages": rows, **report_json(ui, report)})
    else:
        _show_plans(ui, plans, there)
        show_report(ui, report)
    return EXIT_FINDINGS if report.open else EXIT_OK


def remove(ui: Interface, pairs: tuple[str, ...], models: Path, source: Path) -> int:
    """Remove the models of these pairs; their entries in the lock file stay."""
    places = _places(source, models)
    wanted = [_pair(name) for name in pairs]
    with installing(places, lambda: None):
        for found in wanted:
            name = pair_name(found)
            if not remove_model(places.models, found):
                reason = "There is no translation model for {name} here."
                raise ModelError(message(reason, name=name), where=str(places.models))
            click.echo(ui.show(message("Removed: {name}", name=name)))
    return EXIT_OK


def verify(ui: Interface, models: Path, source: Path, as_json: bool) -> int:
    """Compare the files of every installed model with their checksum."""
    places = _places(source, models)
    installed = installed_models(places.models, places.lock_file)
    checked = [(model, _damage(model)) for model in installed.models]
    damages = tuple(damage for _, damage in checked if damage)
    findings = (*installed.findings, *damages)
    if as_json:
        rows = [_checked_json(ui, model, damage) for model, damage in checked]
        value = {"ok": not Report(findings).open, "models": rows}
        print_json({**value, **report_json(ui, Report(findings))})
    else:
        for model, damage in checked:
            if damage is None:
                text = "{model}: the files are those that were installed"
                click.echo(ui.show(message(text, model=str(model.model))))
        if not checked:
            click.echo(ui.show(message("No translation model is installed.")))
        show_report(ui, Report(findings))
    return _exit_code(findings)


@dataclass(frozen=True, slots=True)
class _Done:
    """What was newly installed, and what a person should know."""

    installed: tuple[InstalledModel, ...]
    findings: tuple[Finding, ...]


def _install(
    wanted: Sequence[str], from_folder: Path | None, places: Places, progress: Progress
) -> _Done:
    """One package that cannot be used does not stop the others; a missing network does."""
    before = installed_models(places.models, places.lock_file)
    there = tuple(found.model for found in before.models if _damage(found) is None)
    locks = read_locks(places.lock_file)
    plans = language_plans(wanted, there, (), locks)
    offers = Offers()
    is_complete = all(plan.availability is not Availability.NOT_OFFERED for plan in plans)
    if from_folder is not None or not is_complete:
        offers = _offers(from_folder, places)
        plans = language_plans(wanted, there, offers.models, locks)
    installed: list[InstalledModel] = []
    findings = [*offers.findings, *_without_route(plans)]
    needed = models_to_install(plans, there)
    for offer in (offer for offer in offers.packages if offer.model in needed):
        try:
            installed.append(install_offer(offer, places, progress))
        except NoNetworkError:
            raise
        except ModelError as error:
            findings.append(Finding("model.refused", error.where, error.text))
        else:
            findings.extend(_without_scheme(installed[-1]))
    after = installed_models(places.models, places.lock_file)
    return _Done(tuple(installed), (*findings, *after.findings))


def _offers(from_folder: Path | None, places: Places) -> Offers:
    """A folder is enough by itself: nothing is asked from the network then."""
    if from_folder is not None:
        return folder_offers(from_folder)
    return index_offers(index_address(os.environ), places.models)


def _offers_or_note(from_folder: Path | None, places: Places) -> Offers:
    try:
        return _offers(from_folder, places)
    except NoNetworkError as error:
        return Offers((), (Finding("model.index", error.where, error.text, Severity.NOTE),))


def _without_route(plans: Iterable[LanguagePlan]) -> Iterable[Finding]:
    for plan in plans:
        if plan.availability is Availability.NONE:
            reason = (
                "No translation model exists for this language. People translate it, with the "
                "memory of earlier translations."
            )
            yield Finding("model.none", plan.tag, message(reason), Severity.NOTE)
        elif plan.availability is Availability.NOT_OFFERED:
            reason = "The translation models for this language were not found here."
            yield Finding("model.missing", plan.tag, message(reason), Severity.WARNING)


def _without_scheme(installed: InstalledModel) -> Iterable[Finding]:
    if not installed.schemes:
        reason = (
            "This translation model is installed, but it loses the placeholders that protect names "
            "and figures. Sentences with them will be left untranslated."
        )
        where = str(installed.folder)
        yield Finding("model.no_placeholders", where, message(reason), Severity.WARNING)


def _damage(installed: InstalledModel) -> Finding | None:
    try:
        verified(installed)
    except ModelError as error:
        return Finding("model.changed", error.where, error.text)
    return None


def _exit_code(findings: Sequence[Finding]) -> int:
    report = Report(tuple(findings))
    if report.errors:
        return ModelError.exit_code
    return EXIT_FINDINGS if report.open else EXIT_OK


def _places(source: Path, models: Path) -> Places:
    """Raises UsageError without a folder for the lock file, before anything is fetched."""
    if not source.is_dir():
        reason = "This folder is missing. Run the command in the project's own folder."
        raise UsageError(message(reason), where=str(source))
    return Places(models, source / FILE_NAME)


def _known(tags: tuple[str, ...]) -> tuple[str, ...]:
    known = [tag for tag in all_languages() if tag != SOURCE_TAG]
    for tag in tags:
        if tag not in known:
            reason = "This language tag is not known. Known: {names}."
            raise UsageError(message(reason, names=", ".join(known)), where=tag)
    return tuple(dict.fromkeys(tags))


def _pair(name: str) -> Pair:
    source, _, target = name.partition("-")
    if not (source.isalpha() and target.isalpha()):
        raise UsageError(message("This is not a pair of languages such as sv-en."), where=name)
    return source, target


def _show_plans(ui: Interface, plans: Iterable[LanguagePlan], there: Sequence[Model]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for text in (message("Language"), message("Models"), message("State")):
        table.add_column(ui.show(text), overflow="fold")
    for plan in plans:
        name = language(plan.tag).swedish if ui.tag == SOURCE_TAG else language(plan.tag).endonym
        shown = " → ".join(str(model) + ("" if model in there else " *") for model in plan.route)
        table.add_row(f"{name} ({plan.tag})", shown, ui.show(AVAILABILITIES[plan.availability]))
    Console().print(table)
    if any(model not in there for plan in plans for model in plan.route):
        click.echo(ui.show(message("* is not installed. The command make models installs it.")))


def _plan_json(plan: LanguagePlan, there: Sequence[Model]) -> dict[str, object]:
    route = [
        {"pair": pair_name(pair(m)), "version": m.version, "installed": m in there}
        for m in plan.route
    ]
    return {"language": plan.tag, "state": plan.availability.value, "route": route}


def _checked_json(
    ui: Interface, installed: InstalledModel, damage: Finding | None
) -> dict[str, object]:
    return {
        "pair": pair_name(pair(installed.model)),
        "version": installed.model.version,
        "folder": str(installed.folder),
        "schemes": list(installed.schemes),
        "problem": finding_json(ui, damage) if damage else None,
    }


BODIES: Mapping[str, Callable[..., int]] = {
    "list": list_models,
    "install": install,
    "remove": remove,
    "verify": verify,
}
"""What each command of the group does."""
