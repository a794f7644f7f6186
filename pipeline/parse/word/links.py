"""Where a link of a document leads, as the model takes it: https:, mailto:, tel: or an anchor."""

import re
from dataclasses import dataclass

from pipeline.messages import Message, message

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_BARE_HOST = re.compile(r"www\.[^\s/]+\.[a-z]{2,}(?:/.*)?", re.IGNORECASE)
_BARE_MAIL = re.compile(r"[^\s@/]+@[^\s@/]+\.[a-z]{2,}", re.IGNORECASE)
_NOT_ALLOWED = re.compile(r"[\s\"<>\\^`{|}\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Address:
    """A link's address, or None with the sentence that says why there is none.

    `change` says what was changed in the address.
    """

    link: str | None
    problem: Message | None = None
    change: Message | None = None


def address(target: str, anchor: str | None, text: str) -> Address:
    """The link with that target and anchor in it; `text` names it in sentences."""
    target = target.strip()
    if not target:
        return Address(f"#{anchor}" if anchor else None)
    whole = f"{target}#{anchor}" if anchor else target
    whole = _NOT_ALLOWED.sub(lambda found: _percent(found.group()), whole)
    scheme = _SCHEME.match(whole)
    if scheme is None:
        return _without_scheme(whole, text)
    rest = whole[scheme.end() :]
    match scheme[1].lower():
        case "https" if rest.startswith("//") and len(rest) > 2:
            return Address(f"https:{rest}")
        case "mailto" | "tel" as name if rest:
            return Address(f"{name}:{rest}")
        case "http" if rest.startswith("//") and len(rest) > 2:
            return Address(f"https:{rest}", change=_changed(whole))
    reason = (
        "The link “{text}” leads to “{address}”, which residents cannot open; "
        "use an address that begins with https:, mailto: or tel:."
    )
    return Address(None, message(reason, text=text, address=whole[:80]))


def _without_scheme(target: str, text: str) -> Address:
    if target.startswith("#") and len(target) > 1:
        return Address(target)
    if _BARE_HOST.fullmatch(target):
        return Address(f"https://{target}", change=_changed(target))
    if _BARE_MAIL.fullmatch(target):
        return Address(f"mailto:{target}", change=_changed(target))
    reason = (
        "The link “{text}” leads to the file “{address}” on somebody's computer; "
        "take the link away, or use an address that begins with https:."
    )
    return Address(None, message(reason, text=text, address=target[:80]))


def _changed(old: str) -> Message:
    reason = "The link to “{address}” now begins with https: or mailto:; check that it works."
    return message(reason, address=old[:80])


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())
