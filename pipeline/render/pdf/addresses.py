"""Addresses of links as a PDF file needs them: URIs of ASCII characters (RFC 3986, RFC 3987)."""

import re
from urllib.parse import quote

from pipeline.messages import Message, message

WEB_SCHEMES = frozenset({"https", "http"})
SCHEMES = WEB_SCHEMES | {"mailto", "tel", "sms"}
"""What a reader may open from a public document: none runs a script or reads a file of theirs."""
LONGEST = 32_767
"""Bytes of a string in PDF/A-2 (ISO 19005-2 6.1.13)."""

_INVISIBLE = re.compile(
    "[\0-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
"""Controls, the directional ones among them (RFC 3987, 4.1), and lone surrogates."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = re.compile(r"(https?):/*([^/?#\\]+)(.*)", re.DOTALL | re.IGNORECASE)
_HOST = re.compile(r"((?:[^@]*@)?)(\[[0-9A-Fa-f:.]+\]|[^:\[\]]+)((?::[0-9]*)?)")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SAFE = "%:/?#@!$&'*+,;=~-._"
"""What may stand unescaped after the host; without parentheses, which delimit PDF strings, and
without brackets, which only a host may have."""


def uri(address: str) -> str | Message:
    """The address as a URI, or what is wrong with it.

    Characters that no URI has are written as percent-escapes of UTF-8 (RFC 3987, 3.1), a host's
    by IDNA 2008 (UTS #46). Spaces around the address are dropped.
    """
    bare = address.strip(" ")
    shown = "".join(c if c.isprintable() else "\ufffd" for c in bare[:80])
    scheme = _SCHEME.match(bare)
    if _INVISIBLE.search(bare):
        return message(
            "The link to “{address}” has an invisible character; type the address anew.",
            address=shown,
        )
    if scheme is None or scheme[1].lower() not in SCHEMES:
        return message(
            "The link to “{address}” is no address that readers can open; write one that begins "
            "with https:, mailto: or tel:, or take the link away.",
            address=shown,
        )
    found = _web(bare) if scheme[1].lower() in WEB_SCHEMES else _encoded(bare)
    if not found or found == scheme[0]:
        return message(
            "The link to “{address}” names no place; correct the address or take the link away.",
            address=shown,
        )
    if len(found) > LONGEST:
        return message("The link to “{address}” is too long; shorten the address.", address=shown)
    return found


def _web(address: str) -> str | None:
    parts = _WEB.fullmatch(address)
    authority = _HOST.fullmatch(parts[2]) if parts else None
    if parts is None or authority is None:
        return None
    user, host, port = authority[1], _ascii_host(authority[2]), authority[3]
    return host and f"{parts[1].lower()}://{_encoded(user)}{host}{port}{_encoded(parts[3])}"


def _ascii_host(host: str) -> str | None:
    """A host name in ASCII; None if it is none (IDNA 2008, with the mapping of UTS #46)."""
    if host.isascii():
        return host if re.fullmatch(r"\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._~-]+", host) else None
    import idna  # late: it has large tables

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return None


def _encoded(text: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", text), safe=_SAFE)
