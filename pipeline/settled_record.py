"""The record of settled documents under `build/`: a line for each, after one for the whole.

The pages of the site repeat what it says, so that it is sealed: a damaged one is not used.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping

from pipeline.check.site_document import DocumentPart
from pipeline.check.site_links import PageWays
from pipeline.edition import Withdrawal
from pipeline.findings import Report
from pipeline.fingerprint import program_digest
from pipeline.json_values import JsonObject, JsonValue, array, integer, object_of, objects, string
from pipeline.project import Project
from pipeline.records import findings_from_json, findings_to_json, record_path, write_record
from pipeline.settled import Settled
from pipeline.summary import summary_from_json


def read_settled(project: Project) -> tuple[dict[str, Settled], frozenset[str]]:
    """What is remembered of all documents, and of the languages' pages that were right.

    That is nothing if it cannot be used, is damaged, or is another program's.
    """
    try:
        seal, pages, *lines = record_path(project, "documents").read_bytes().splitlines()
        if seal != _seal((pages, *lines)):
            return {}, frozenset()
        known = [_settled(line) for line in lines]
        return dict(known), frozenset(pages.decode().split())
    except (OSError, ValueError, RecursionError):
        return {}, frozenset()


def write_settled(project: Project, settled: Mapping[str, Settled], pages: frozenset[str]) -> None:
    """Remember documents and pages for the next build."""
    lines = [
        " ".join(sorted(pages)).encode(),
        *(settled[name].stored or _stored(name, settled[name]) for name in sorted(settled)),
    ]
    write_record(record_path(project, "documents"), b"\n".join((_seal(lines), *lines)) + b"\n")


def _seal(lines: Iterable[bytes]) -> bytes:
    """What stands first: the record is this program's, and whole."""
    text = b"\n".join((program_digest().encode(), *lines))
    return hashlib.sha256(text).hexdigest().encode()


def _stored(name: str, settled: Settled) -> bytes:
    part = settled.part
    value: JsonObject = {
        "name": name,
        "inputs": settled.inputs,
        "files": settled.files,
        "tags": list(settled.tags),
        "exit_code": settled.exit_code,
        "findings": findings_to_json(settled.report.findings),
        "editions": [edition.to_json() for edition in part.editions.values()],
        "withdrawals": [left.to_json() for left in part.withdrawals.values()],
        "sizes": dict(part.sizes),
        "pages": {path: _ways(ways) for path, ways in part.pages.items()},
    }
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _ways(ways: PageWays) -> list[JsonValue]:
    places: list[JsonValue] = [list(place) for place in ways.places]
    return [ways.language, list(ways.anchors), list(ways.heads), places]


def _settled(line: bytes) -> tuple[str, Settled]:
    """A document's name and what is remembered of it. Raises ValueError for another form."""
    value = object_of(json.loads(line))
    name = string(value, "name")
    editions = [summary_from_json(each) for each in objects(value, "editions")]
    withdrawals = [Withdrawal.from_json(each) for each in objects(value, "withdrawals")]
    sizes, pages = object_of(value.get("sizes")), object_of(value.get("pages"))
    return name, Settled(
        string(value, "inputs"),
        string(value, "files"),
        tuple(str(tag) for tag in array(value, "tags")),
        DocumentPart(
            {(name, edition.tag): edition for edition in editions},
            {(name, left.tag): left for left in withdrawals},
            {path: integer(sizes, path) for path in sizes},
            {path: _page(ways) for path, ways in pages.items()},
        ),
        Report(findings_from_json(value.get("findings"))),
        integer(value, "exit_code"),
        line,
    )


def _page(value: JsonValue) -> PageWays:
    match value:
        case [str(language), list(anchors), list(heads), list(places)]:
            pairs = tuple(_place(place) for place in places)
            return PageWays(language, tuple(map(str, anchors)), tuple(map(str, heads)), pairs)
        case _:
            raise ValueError("not where a page leads to")


def _place(value: JsonValue) -> tuple[str, str]:
    match value:
        case [str(goal), str(place)]:
            return goal, place
        case _:
            raise ValueError("not a place on a page")
