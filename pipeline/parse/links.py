"""Where a link may lead: an address that a resident can open, in the form that files need."""

import re
from urllib.parse import quote, urlsplit

from pipeline.messages import Message, message

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
EMAIL = re.compile(r"mailto:[^@\s?]+@[^@\s?]+\.[^@\s?]+(\?\S*)?", re.IGNORECASE)
TELEPHONE = re.compile(r"tel:\+?[0-9().-]*[0-9][0-9().-]*(;\S*)?", re.IGNORECASE)

# RFC 3986 2.2 and 2.3: what an address may have besides letters and digits. "%" is there so that
# what is encoded already stays.
ASCII_SIGNS = "!#$%&'()*+,-./:;=?@[]_~"


def usable_address(address: str) -> str | Message:
    """The address as a URI (RFC 3986) with https:, mailto: or tel:, or why it cannot be used.

    http: becomes https:, which every public site has by now; spaces and letters that no URI
    has are encoded, a host's by IDNA. What may come after: `address.startswith("http:")` tells
    the caller that there is something to note.
    """
    stripped = "".join(address.split()) if SCHEME.match(address) else address.strip()
    scheme = SCHEME.match(stripped)
    match scheme[1].lower() if scheme else "":
        case "https" | "http":
            return _web_address(stripped) or _not_usable(address)
        case "mailto" if EMAIL.fullmatch(address.strip()):
            return "mailto:" + _encoded(address.strip()[len("mailto:") :])
        case "tel" if TELEPHONE.fullmatch(stripped):
            return "tel:" + stripped[len("tel:") :]
        case _:
            return _not_usable(address)


def _ascii_host(host: str) -> str:
    """A host name in ASCII, by IDNA 2008: `straße` is not `strasse`. Raises UnicodeError."""
    if host.isascii():
        return host.encode("idna").decode("ascii")
    import idna  # late: it has large tables

    return idna.encode(host, uts46=True).decode("ascii")


def _web_address(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        host = _ascii_host(parts.hostname or "")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # UnicodeError is one
        return None
    if not host or parts.username is not None:
        return None
    rest = parts.path + (f"?{parts.query}" if parts.query else "")
    rest += f"#{parts.fragment}" if parts.fragment else ""
    return f"https://{host}{port}{_encoded(rest)}"


def _encoded(text: str) -> str:
    return quote(text, safe=ASCII_SIGNS)


def _not_usable(address: str) -> Message:
    reason = (
        "The link to “{address}” cannot be opened by residents; write a whole address that "
        "begins with https:, mailto: or tel:, or take the link away."
    )
    return message(reason, address=address[:80])
