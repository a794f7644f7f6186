"""E-mail addresses, web addresses and telephone numbers in running text."""

import re

_LATIN = "A-Za-z0-9_À-ɏ"
"""What may not touch an address. Chinese and Thai write theirs without a space around it."""
_SPACE = r"\ \u00a0\u2009\u202f"
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
    | (?<![{_LATIN}+])(?<![{_LATIN}][.,:/‑–-])                # telephone: 0220-240 00
      (?!(?<=\d\s)\d{{3}}(?!\d))                              # not in 28 000–32 000
      (?=[+0](?:[{_SPACE}()/‑–-]{{0,3}}\d){{6}})               # seven digits or more
      (?:\+[1-9]\d{{0,2}}[{_SPACE}-]?(?:\(0\)[{_SPACE}]?)?\d+|0\d{{1,3}})   # +46 (0)220, 0220
      (?:[{_SPACE}]?[/‑–-][{_SPACE}]?|\)[{_SPACE}]?|[{_SPACE}])?
      \d+(?:[{_SPACE}‑-]\d+)*(?![{_LATIN}])
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
