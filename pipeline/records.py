"""What builds remember under `build/`, which may be deleted at any time: it only costs time."""

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pipeline.errors import PublishError
from pipeline.findings import Finding, Severity
from pipeline.json_values import JsonObject, JsonValue, object_of, objects, string
from pipeline.messages import Message, Value
from pipeline.project import Project
from pipeline.whole_file import write_whole


def record_path(project: Project, kind: str) -> Path:
    """One record of a kind for each output folder, so that `--output` has a memory of its own."""
    return project.work / f"{kind}-{_output_name(project)}.json"


def links_folder(project: Project) -> Path:
    """Where links to the published files wait for the next build, for each output folder."""
    return project.work / f"links-{_output_name(project)}"


def _output_name(project: Project) -> str:
    return hashlib.sha256(str(project.output.resolve()).encode()).hexdigest()[:16]


def write_record(path: Path, text: str | bytes) -> None:
    """Replace a record as a whole. A folder that cannot be written only costs time."""
    with suppress(PublishError):
        data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        write_whole(path, data, PublishError)


def findings_to_json(findings: Iterable[Finding]) -> list[JsonValue]:
    """The JSON form of findings; `findings_from_json` gives equal ones back."""
    return [
        {
            "rule": finding.rule,
            "where": finding.where,
            "severity": finding.severity.value,
            "message": _message_to_json(finding.message),
        }
        for finding in findings
    ]


def findings_from_json(value: JsonValue) -> tuple[Finding, ...]:
    """Findings from their JSON form. Raises ValueError if the form is another."""
    return tuple(
        Finding(
            string(each, "rule"),
            string(each, "where"),
            _message_from_json(object_of(each.get("message"))),
            Severity(string(each, "severity")),
        )
        for each in objects({"findings": value}, "findings")
    )


def _message_to_json(text: Message) -> JsonObject:
    values: JsonObject = {
        name: _message_to_json(value) if isinstance(value, Message) else value
        for name, value in text.values
    }
    return {"template": text.template, "values": values}


def _message_from_json(value: JsonObject) -> Message:
    pairs = tuple((name, _value(stored)) for name, stored in object_of(value.get("values")).items())
    return Message(string(value, "template"), pairs)


def _value(stored: JsonValue) -> Value:
    if isinstance(stored, dict):
        return _message_from_json(stored)
    if isinstance(stored, str | int):
        return stored
    raise ValueError(f"not the value of a message: {stored!r}")
