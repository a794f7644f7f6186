"""E-mail addresses, web addresses and telephone numbers in running text."""

import re

_LATIN = "A-Za-z0-9_À-ɏ"
"""What may not touch an address. Chinese and Thai write theirs without a space around it."""
_IN_URL = r"[^\s<>\"”“»«()،؛\u0370-\u1fff\u2e80-\uffef]"
_LAST_IN_URL = r"[^\s<>\"”“»«()،؛.,;:!?\u0370-\u1fff\u2e80-\uffef]"
_CONTACT = re.compile(
    rf"""
    (?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+  # e-mail
    | https?://{_IN_URL}*{_LAST_IN_URL}                       # web, without the stop after it
    | (?<![{_LATIN}])www\.{_IN_URL}*{_LAST_IN_URL}
    | (?<![{_LATIN}@.-])(?:[a-zåäö0-9](?:[a-zåäö0-9-]*[a-zåäö0-9])?\.)+   # krisinformation.se
      (?:se|nu|com|org|net|eu|info|fi|no|dk)(?![{_LATIN}@-])(?!\.[{_LATIN}])
      (?:/{_IN_URL}*{_LAST_IN_URL})?
    | (?<![{_LATIN}+])(?!(?<=\d\s)\d{{3}}(?!\d))               # not in 28 000–32 000
      (?:\+[1-9]|0)\d                                         # telephone: 0220-240 00, +46 220 …
      (?:[\s()/‑–-]{{0,3}}\d){{5,}}(?![{_LATIN}])
    """,
    re.VERBOSE,
)
_SPACES = re.compile(r"\s")


def contacts(text: str) -> tuple[str, ...]:
    """The addresses and numbers in a text, in order; any white space in them is a space.

    A telephone number begins with 0 or + and has at least seven digits, so 112 and 1177 are
    ordinary numbers.
    """
    return tuple(_SPACES.sub(" ", found) for found in _CONTACT.findall(text))


def contact_places(text: str) -> tuple[tuple[int, int], ...]:
    """Where the same addresses and numbers stand: (start, end) of each, in order."""
    return tuple(found.span() for found in _CONTACT.finditer(text))


def without_contacts(text: str) -> str:
    """The text with each address and number blanked, every other character in its place."""
    return _CONTACT.sub(lambda match: " " * len(match.group()), text)
