"""veraPDF, the reference validator for PDF/UA and PDF/A, where Java is installed.

It is run once for each flavour with all files, because starting it takes seconds.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.check.results import Result, judged, without_judge
from pipeline.findings import Finding
from pipeline.json_values import JsonValue
from pipeline.messages import Message, message

FLAVOURS = ("ua1", "2a")
JAR_VARIABLE = "VERAPDF_JAR"
JAR = Path("build/tools/verapdf.jar")
_MAIN_CLASS = "org.verapdf.apps.GreenfieldCliWrapper"
_SECONDS_A_RUN = 1800


@dataclass(frozen=True, slots=True)
class VeraPdf:
    """The validator: a Java program and a runnable jar."""

    java: str
    jar: Path


def find_verapdf(jar: Path | None = None) -> VeraPdf | Message:
    """The validator, or the reason why it cannot be run.

    The jar is the one given, else that of the variable VERAPDF_JAR, else build/tools/verapdf.jar.
    """
    java = shutil.which("java")
    if java is None:
        return message("Java is not installed.")
    path = jar or Path(os.environ.get(JAR_VARIABLE) or JAR)
    if not path.is_file():
        return message("veraPDF is not there: {path}.", path=str(path))
    return VeraPdf(java, path)


def check_with_verapdf(output: Path, paths: Sequence[str], jar: Path | None = None) -> list[Result]:
    """A row for each PDF under the output folder and each flavour."""
    found = find_verapdf(jar)
    if isinstance(found, Message):
        return [without_judge(path, f"verapdf {f}", found) for f in FLAVOURS for path in paths]
    return [row for flavour in FLAVOURS for row in _rows(found, output, paths, flavour)]


def _rows(tool: VeraPdf, output: Path, paths: Sequence[str], flavour: str) -> Iterator[Result]:
    if not paths:
        return
    check = f"verapdf {flavour}"
    try:
        problems = validate(tool, flavour, [(output / path).resolve() for path in paths])
    except (OSError, subprocess.SubprocessError) as error:
        reason = message("veraPDF could not be run: {reason}.", reason=str(error))
        yield from (without_judge(path, check, reason) for path in paths)
        return
    for path, messages in zip(paths, problems, strict=True):
        rule = f"verapdf.{flavour}"
        yield judged(path, check, (Finding(rule, path, text) for text in messages))


def validate(tool: VeraPdf, flavour: str, files: Sequence[Path]) -> tuple[tuple[Message, ...], ...]:
    """The failed rules of each file, with specification, clause and number.

    A file that veraPDF says nothing of has a message too. Raises OSError or SubprocessError
    if the program cannot be started or does not end.
    """
    command = [tool.java, "-cp", str(tool.jar), _MAIN_CLASS, "--flavour", flavour]
    command += ["--format", "json", *map(str, files)]
    run = subprocess.run(  # noqa: S603  # our own tool, no shell
        command, capture_output=True, timeout=_SECONDS_A_RUN, check=False
    )
    told = dict(_jobs(run.stdout))
    silent = (message("veraPDF gave no result for this file."),)
    return tuple(told.get(str(file), silent) for file in files)


def _jobs(report: bytes) -> Iterator[tuple[str, tuple[Message, ...]]]:
    """The file name and the failed rules of every job in the JSON report."""
    try:
        value: JsonValue = json.loads(report)
    except ValueError:
        return
    match value:
        case {"report": {"jobs": list(jobs)}}:
            for job in jobs:
                match job:
                    case {"itemDetails": {"name": str(name)}}:
                        yield name, tuple(_failed_rules(job))


def _failed_rules(job: JsonValue) -> Iterator[Message]:
    match job:
        case {"validationResult": [{"compliant": True}]}:
            return
        case {"validationResult": [{"details": {"ruleSummaries": list(summaries)}}]}:
            yield from map(_rule_message, summaries)
            if not summaries:
                yield message("The file does not conform.")
        case {"taskException": {"exceptionMessage": str(reason)}}:
            yield message("veraPDF cannot read it: {reason}.", reason=reason)
        case _:
            yield message("veraPDF gave no result for this file.")


def _rule_message(summary: JsonValue) -> Message:
    match summary:
        case {
            "specification": str(specification),
            "clause": str(clause),
            "testNumber": int(test),
            "failedChecks": int(count),
            **rest,
        }:
            reason = "{specification} {clause}-{test}: {description} ({count} times)"
            return message(
                reason,
                specification=specification,
                clause=clause,
                test=test,
                description=str(rest.get("description", "")),
                count=count,
            )
        case _:
            return message("The file does not conform.")
