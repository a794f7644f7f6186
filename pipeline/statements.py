"""The accessibility statement of a site, made of what `make check` found out about its files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.accessibility_results import FORMATS, AccessibilityResults, FileResult
from pipeline.check.results import Outcome
from pipeline.publish.statement import Facts, Figures, render_statements
from pipeline.published_paths import STATEMENTS
from pipeline.settings import Settings
from pipeline.webpage import Look, SharedFiles


@dataclass(frozen=True, slots=True)
class Statements:
    """Makes the statements of a site when all its other files are known.

    `newest` is the date of the newest text of the site.
    """

    settings: Settings
    results: AccessibilityResults
    newest: date

    @property
    def paths(self) -> frozenset[str]:
        """The paths of both pages under the output folder."""
        return frozenset(STATEMENTS)

    def made(self, digests: Mapping[str, str], look: Look, shared: SharedFiles) -> dict[str, bytes]:
        """Both pages; `digests` has the SHA-256 (hex) of each other file of the site by path."""
        return render_statements(self.facts(digests), look, shared)

    def facts(self, digests: Mapping[str, str]) -> Facts:
        """What the statement tells of files with these digests.

        It is dated by the newest of what it tells, so that the same site has the same one.
        """
        told = {path: digest for path, digest in digests.items() if path not in STATEMENTS}
        found = {path: self.results.of(digest) for path, digest in sorted(told.items())}
        days = [result.day for result in found.values() if result]
        known = self.settings.accessibility
        all_days = (*days, self.newest, known.assessed or self.newest)
        return Facts(
            self.settings.issuer,
            self.settings.contact,
            self.settings.site_url,
            known,
            tuple(_tested(f, [p for p in found if p.endswith(f".{f}")], found) for f in FORMATS),
            tuple(path for path, r in found.items() if r and r.outcome is Outcome.FAILED),
            max(days, default=None),
            max(all_days),
        )


def _tested(format_: str, paths: Iterable[str], found: Mapping[str, FileResult | None]) -> Figures:
    results = [found[path] for path in paths]
    outcomes = [result.outcome if result else Outcome.NOT_RUN for result in results]
    return Figures(
        format_,
        outcomes.count(Outcome.PASSED),
        outcomes.count(Outcome.FAILED),
        outcomes.count(Outcome.NOT_RUN),
    )
