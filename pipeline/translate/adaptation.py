"""An adaptation: a language's own text for a briefing, with a structure of its own.

Easy Swedish does not translate text by text: it leaves things out and puts them in another order.
Such a text stands at `source/translations/NAME/TAG.md` (or `.docx`, `.txt`), in the place of the
catalog `TAG.po`. Beside it `TAG.toml` says which Swedish text it was written for, and what it
leaves out and why:

    swedish = "…"            # SHA-256, written by: python -m pipeline adapt NAME TAG

    [[omission]]
    text = "Det politiska arbetet för våra …"     # a quotation of the Swedish text
    reason = "Handlar om kommunens egna möten."
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from pipeline.errors import TOML_ERRORS, CatalogError, system_reason, toml_problem
from pipeline.languages import language
from pipeline.messages import Message, message
from pipeline.model import Briefing, SignOff, Text, plain
from pipeline.recognise.omissions import Omission
from pipeline.texts import Context, placed_texts, with_texts
from pipeline.translate.approvals import Approval, Approvals
from pipeline.translate.language_of_parts import mark_parts, source_words

HEAD = """\
# Vilken svensk text den här texten är skriven för. Skrivs av: python -m pipeline adapt
# Which Swedish text this text was written for. Written by: python -m pipeline adapt
"""
EXAMPLE = """
# Det som inte är med, och varför. Citera början av det svenska stycket:
# [[omission]]
# text = "…"
# reason = "…"
"""
CONTEXT = "adaptation"
_DIGEST_LINE = re.compile(r"^[ \t]*swedish[ \t]*=.*$", re.MULTILINE)
_FIRST_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_OMISSION = re.compile(r"^[ \t]*\[\[[ \t]*omission[ \t]*\]\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Companion:
    """What stands beside an adaptation; `swedish` is empty if nobody has recorded it."""

    swedish: str = ""
    omissions: tuple[Omission, ...] = ()


def read_companion(path: Path) -> Companion:
    """The companion in a file, an empty one if there is none. Raises CatalogError."""
    text = _text(path)
    if text is None:
        return Companion()
    try:
        table = tomllib.loads(text)
    except TOML_ERRORS as error:
        reason, where = toml_problem(str(path), error)
        raise CatalogError(reason, where=where) from None
    for key in table:
        if key not in ("swedish", "omission"):
            reason_ = "This setting does not exist. Known here: {names}."
            raise _problem(path, key, message(reason_, names="swedish, omission"))
    swedish = table.get("swedish", "")
    if not isinstance(swedish, str):
        needed = "A text on one line, in quotation marks, is needed here."
        raise _problem(path, "swedish", message(needed))
    return Companion(swedish, tuple(_omissions(table.get("omission", []), path, text)))


def _text(path: Path) -> str | None:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = message("This file cannot be read: {reason}.", reason=system_reason(error))
    except UnicodeDecodeError:
        reason = message("This file is not UTF-8 text.")
    raise CatalogError(reason, where=str(path))


def _omissions(values: object, path: Path, text: str) -> Iterator[Omission]:
    lines = [text.count("\n", 0, found.start()) + 1 for found in _OMISSION.finditer(text)]
    if not isinstance(values, list):
        raise _problem(path, "omission", message("A list of omissions is needed: [[omission]]."))
    for number, value in enumerate(values):
        where = f"{path}:{lines[number]}" if number < len(lines) else str(path)
        match value:
            case {"text": str(quoted), **rest} if quoted.strip() and not rest.keys() - {"reason"}:
                reason = rest.get("reason", "")
                if isinstance(reason, str):
                    yield Omission(quoted, reason.strip(), where)
                    continue
            case _:
                pass
        problem = "An omission needs exactly text (a quotation of the Swedish text) and reason."
        raise CatalogError(message(problem), where=where)


def with_digest(path: Path, swedish: str) -> str:
    """The text of the companion file with another digest; what people wrote in it stays.

    Raises CatalogError if the file cannot be used.
    """
    before, line = _text(path), f'swedish = "{swedish}"'
    if before is None:
        return f"{HEAD}{line}\n{EXAMPLE}"
    read_companion(path)
    table = _FIRST_TABLE.search(before)
    top, rest = (before[: table.start()], before[table.start() :]) if table else (before, "")
    if _DIGEST_LINE.search(top):
        return _DIGEST_LINE.sub(line, top, count=1) + rest
    return f"{HEAD}{line}\n\n{before}"


def text_digest(briefing: Briefing) -> str:
    """What identifies the words of a briefing: SHA-256, in hexadecimal.

    Its texts in their order and what each is, the names of those who sign, and where links lead.
    How the program reads pictures or numbers its blocks does not matter, so that a new version
    of it makes no text outdated.
    """
    return sha256("\0".join(_words(briefing)).encode()).hexdigest()


def with_parts(briefing: Briefing, source: Briefing) -> Briefing:
    """The adaptation with the Swedish words in it marked, if it is in another language."""
    words = source_words(plain(placed.text) for placed in placed_texts(source))
    target = language(briefing.language)

    def marked(_identity: str, _context: Context, text: Text) -> Text:
        return mark_parts(text, target, words)

    return with_texts(briefing, briefing.language, marked)


def _words(briefing: Briefing) -> Iterator[str]:
    for placed in placed_texts(briefing):
        yield placed.context.value
        yield " ".join(plain(placed.text).split())
        yield from (span.link for span in placed.text if span.link and span.link[0] != "#")
    for block in briefing.blocks:
        if isinstance(block, SignOff):
            yield from (signatory.name for signatory in block.signatories)


def adaptation_hash(swedish: str, briefing: Briefing) -> str:
    """What is approved: this text with its pictures for that Swedish text, by their digests."""
    pictures = (image.digest for image in briefing.images())
    parts = (CONTEXT, swedish, text_digest(briefing), *pictures)
    return sha256("\0".join(parts).encode()).hexdigest()


def approve_adaptation(
    approvals: Approvals, tag: str, sha256_: str, by: str, day: date
) -> Approvals:
    """The approvals with that of an adaptation among them; who approved it first stays."""
    if sha256_ in approvals.by_hash(tag):
        return approvals
    return replace(approvals, records=(*approvals.records, Approval(tag, sha256_, by, day)))


def _problem(path: Path, key: str, reason: Message) -> CatalogError:
    return CatalogError(reason, where=f"{path}, {key}")
