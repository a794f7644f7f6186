"""The charsets in which a file from outside may be written.

Python knows many more codecs, and some are no charsets: `rot13` turns letters, `idna` and
`punycode` are for names of hosts, `raw_unicode_escape` and UTF-7 give halves of characters.
"""

import codecs

UTF_8 = "utf-8"
KNOWN = frozenset(
    {
        *("ascii", UTF_8, "koi8-r", "koi8-u", "koi8-t", "cp850", "cp866", "cp874", "tis-620"),
        *(f"iso8859-{part}" for part in range(1, 17) if part != 12),
        *(f"cp{page}" for page in range(1250, 1259)),
        *("cp932", "cp949", "cp950", "gb2312", "gbk", "gb18030", "big5", "big5hkscs"),
        *("euc_jp", "euc_kr", "shift_jis"),
    }
)
"""By Python's names; those that GNU gettext accepts in a PO file (gettext-tools/src/po-charset.c)
and Python has, ISO 8859-10, 11 and 16 and windows-1258 too; but not JOHAB, whose backslash is the
sign of a currency."""


def known_charset(name: str) -> str | None:
    """Python's name of a charset, or None if no file from outside may be written in it."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return found if found in KNOWN else None
