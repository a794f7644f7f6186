"""Days and months in running text, in the spellings of the language.

Years are ordinary numbers; the rule for numbers compares them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.languages import language

MONTH_NAMES: dict[str, tuple[str, ...]] = {
    "sv": (
        "januari", "februari", "mars", "april", "maj", "juni",
        "juli", "augusti", "september", "oktober", "november", "december",
    ),
    # Every case: toukokuuta, toukokuussa, toukokuun.
    "fi": tuple(
        rf"{stem}kuu\w*"
        for stem in (
            "tammi", "helmi", "maalis", "huhti", "touko", "kesä",
            "heinä", "elo", "syys", "loka", "marras", "joulu",
        )
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    # The name that CLDR gives, spellings without hamza, and the names used in the Levant.
    "ar": (
        "يناير|كانون الثاني", "فبراير|شباط", "مارس|[آأا]ذار", "[أإا]بريل|نيسان",
        "مايو|ماي|[أاآإ]يار", "يوني[وه]|حزيران", "يولي[وه]|تموز", "[أا]غسطس|[آأا]ب",
        "سبتمبر|[أا]يلول", "[أا]كتوبر|تشرين ال[أا]ول", "نوفمبر|تشرين الثاني",
        "ديسمبر|كانون ال[أا]ول",
    ),
    # CLDR's names and what Somali newspapers write.
    "so": (
        "[Jj]ann?aa?yo|[Jj]anuari|[Jj]en[iu]?[wv]eri|[Jj]anwa(?:ar)?i|Jan",
        "[Ff]ee?b(?:a?r|ra|ru)aa?yo|[Ff]eb(?:e?r|ra|ru)(?:weri|ari)|Feb",
        "[Mm]aarso|[Mm]aarsho|[Mm]aaris|[Mm]aarij|Mar",
        "[Aa]b?briil|[Aa]priil|[Aa]pril|[Aa]breel|Abr",
        "[Mm]aa?jo|[Mm]aayo|May|Meey|Meay|Mey",
        "[Jj]uu?n(?:yo|i|iyo|yoo)?",
        "[Ll]uu?l(?:yo|iyo|yoo)|[Jj]uu?laa?y|[Jj]uuli|Lul",
        "[Aa]goo?sto|[Oo]goo?sto|[Oo]goost|[Aa]gos|Ogs",
        "[Ss]e[bp]t?ee?mba[rh]|[Ss]itt?ee?mbar|Seb",
        "[Oo]kt?oo?bar|[Oo]ktoobr|Okt",
        "[Nn]oo?[fv]ee?mbar|Nof",
        "[Dd]ii?see?mbar|Dis",
    ),
}  # fmt: skip

MONTH_ABBREVIATIONS = {
    "sv": ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sept?", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept?", "Oct", "Nov", "Dec"),
}
"""Read as a month only right after a day: 12 dec."""

_BEFORE = {"ar": "(?:ال|[وفبلك])?"}
"""What Arabic writes together with the word: and, in, for."""

_MONTH_ENDINGS = {"es": "", "fr": "", "de": "(?:e?s)?", "fa": "ٔ?", "prs": "ٔ?", "ti": "ን?"}
"""What may follow a month's name, where any ending would also meet other words: the Spanish
*mayor* is no May."""

_IRREGULAR_MONTHS = {
    ("pl", 5): "maj(?:a|u|em|owi|e|ów|ach)?",
    ("ru", 5): r"[Мм]а(?:й|я|ю|е|ем)",
    ("bs", 6): "[Jj]un(?:i|a|u|om)?",
    ("bs", 7): "[Jj]ul(?:i|a|u|om)?",
    ("bs", 9): "[Ss]eptemb(?:ar|ra|ru|rom)",
    ("bs", 10): "[Oo]ktob(?:ar|ra|ru|rom)",
    ("bs", 11): "[Nn]ovemb(?:ar|ra|ru|rom)",
    ("bs", 12): "[Dd]ecemb(?:ar|ra|ru|rom)",
    ("tr", 1): r"Oca[kğ]\w{0,4}|ocak(?= ayı)",
    ("tr", 2): r"[Şş]ubat\w{0,4}",
    ("tr", 3): r"[Mm]art(?:ın|ta|tan|a|ı)?",
    ("tr", 4): r"[Nn]isan\w{0,4}",
    ("tr", 5): r"[Mm]ayıs\w{0,4}",
    ("tr", 6): r"[Hh]aziran\w{0,4}",
    ("tr", 7): r"[Tt]emmuz\w{0,4}",
    ("tr", 8): r"[Aa]ğustos\w{0,4}",
    ("tr", 9): r"[Ee]ylül\w{0,4}",
    ("tr", 10): r"Ekim\w{0,4}|ekim(?= ayı)",
    ("tr", 11): r"[Kk]asım\w{0,4}",
    ("tr", 12): r"Aralı[kğ]\w{0,4}|aralık(?= ayı)",
    ("ti", 5): "(?:ግንቦት|ጉንበት)ን?",
    ("ckb", 3): "ئازار(?:ی|دا|ەوە)?",
    ("ckb", 5): "ئایار(?:ی|دا|ەوە)?",
}
"""Month names that have no stem as long as the others', by language and month: the Polish *mają*
is no May, the Sorani *azad* (free) no March, the Tigrinya *ሰነድ* (document) no June. Turkish
writes a month with a day with a capital, and without one small; *ocak*, *ekim* and *aralık* are
ordinary words too."""

_ALSO_WORDS = {
    "ar": ("مارس", "آب", "أب", "اب", "ماي"),
    "so": ("May", "Mar", "Jan", "Dis"),
    "prs": ("می",),
    "ckb": ("ئازار", "ئازاری"),
}
"""Month names that are ordinary words too; without a day they prove nothing by themselves."""

_JOIN = r"(?:[–-]|och|till|ja|and|to|iyo|ilaa|و|إلى|الى|حتى|تا)"
_ORDINAL = r"(?:\.|:?e|:a|st|nd|rd|th|ka|da|aad|ê|ی)?"
_ON_LINE = r"[^\S\n]"
"""White space, but no line break: what stands on the next line belongs to nothing on this one."""
_TO_NEXT = rf"(?:{_ON_LINE}*{_JOIN}{_ON_LINE}*|\s+(?:och|till)\s+den\s+|\s+(?:and|to)\s+the\s+)"
_DAYS = rf"(\d{{1,2}}){_ORDINAL}(?:{_TO_NEXT}(\d{{1,2}}){_ORDINAL})?"
_NO_DAY_BEFORE = r"(?<![\w:,+/§-])(?<!\d[.–])(?<!\s–)(?<!§[ \u00a0])(?<!\d\d\d )"
"""What a day does not follow: another part of a number, a minus sign, a paragraph
sign, 114 14."""
_DAYS_BEFORE = re.compile(
    rf"{_NO_DAY_BEFORE}{_DAYS}\s*(?:of|de|bisha|bishii|ee|من|شهر|من شهر)?\s*$"
)
_DAYS_AFTER = re.compile(rf"{_ON_LINE}+{_DAYS}(?!\w)(?![.,:]\d)(?![-‑]\w)")
_YEAR = re.compile(r",?\s+(?:19|20)\d\d(?!\d)")
_ISO = re.compile(r"(?<!\d)\d{4}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_NUMERIC = (
    re.compile(r"(?<![\d/.])(?P<day>\d{1,2})(?P<s>[./])(?P<month>\d{1,2})(?P=s)(?=\d{4}(?!\d))"),
    re.compile(r"(?<![\d/])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/])"),
)
_FINNISH = re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?!\d)")
_CHINESE = re.compile(
    r"(?<!\d)(?P<month>\d{1,2})\s?月(?:\s?(?P<day>\d{1,2})\s?[日号]?"
    r"(?:\s?(?:[–~-]|至|到)\s?(?P<last>\d{1,2})\s?[日号])?)?(?![\d月])"
)
_CHINESE_SCRIPTS = ("Hans", "Hant")
_MONTH_FIRST = re.compile(r"[ML]\s*d")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…”“\"»«(–-]\s*|\n\s*)$")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A month, and the days that stand with it (two for a range such as 1–3 maj).

    `sure` is False where the word may be something else: May, March, مارس. `places` are the
    (start, end) of its name and of its days in the text.
    """

    month: int
    days: tuple[int, ...]
    sure: bool
    places: tuple[tuple[int, int], ...]


def has_own_names(tag: str) -> bool:
    """Whether the month names of the language are known with their inflections."""
    return tag in MONTH_NAMES


def date_mentions(text: str, tag: str) -> tuple[DateMention, ...]:
    """Every date and every month in a text of that language, in order of kind."""
    if language(tag).script in _CHINESE_SCRIPTS:
        return (*_numeric_mentions(text, tag), *_chinese_mentions(text))
    return (*_numeric_mentions(text, tag), *_named_mentions(text, tag))


def without_dates(text: str, mentions: tuple[DateMention, ...]) -> str:
    """The text with days and months blanked; years stay."""
    for mention in mentions:
        for start, end in mention.places:
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _numeric_mentions(text: str, tag: str) -> Iterator[DateMention]:
    patterns = (_ISO, *_NUMERIC, *((_FINNISH,) if tag == "fi" else ()))
    for pattern in patterns:
        for match in pattern.finditer(text):
            day, month = int(match["day"]), int(match["month"])
            if 1 <= day <= 31 and 1 <= month <= 12:
                yield DateMention(month, (day,), True, (match.span("day"), match.span("month")))


def _chinese_mentions(text: str) -> Iterator[DateMention]:
    """Months and days that are written as figures with their signs: 5月12日, 5月12日至14日."""
    for match in _CHINESE.finditer(text):
        places = [match.span(group) for group in ("month", "day", "last") if match[group]]
        month, *days = (int(text[start:end]) for start, end in places)
        if 1 <= month <= 12 and all(1 <= day <= 31 for day in days):
            yield DateMention(month, tuple(days), True, tuple(places))


def _named_mentions(text: str, tag: str) -> Iterator[DateMention]:
    last: tuple[int, int] | None = None  # month and end of the name before
    used = 0  # where the days of the name before end
    for match in _names(tag).finditer(text):
        month = int((match.lastgroup or "_0").removeprefix("m").removeprefix("a").strip("_"))
        if last and last[0] == month and text[last[1] : match.start()].strip() in ("/", "("):
            continue  # the same month by its other name: أيار/مايو
        last = month, match.end()
        days, places = _days(text, match, tag, used)
        used = max([used, *(end for _, end in places)])
        is_abbreviation = (match.lastgroup or "").startswith("a")
        if is_abbreviation and not days:
            continue
        if tag == "sv" and _is_swedish_name(text, match):
            continue
        sure = bool(days) or not _may_be_a_word(text, match, tag)
        yield DateMention(month, days, sure, (match.span(), *places))


def _days(
    text: str, match: re.Match[str], tag: str, used: int
) -> tuple[tuple[int, ...], list[tuple[int, int]]]:
    """The days that stand with a month, not before `used`, and their places."""
    before = _DAYS_BEFORE.search(text, max(used, match.start() - 40), match.start())
    after = _DAYS_AFTER.match(text, match.end()) if _may_have_day_after(tag) else None
    found = after if _is_after(before, after, tag) else before
    if not found:
        return (), []
    places = [found.span(n) for n in (1, 2) if found[n] and 1 <= int(found[n]) <= 31]
    return tuple(int(text[start:end]) for start, end in places), places


def _is_after(before: re.Match[str] | None, after: re.Match[str] | None, tag: str) -> bool:
    """Of figures on both sides of a month, whether those after it are its days."""
    if not before or not after:
        return not before
    has_ordinal = before.group().rstrip()[-1].isalpha()  # 12ka Maajo 5
    return not has_ordinal and (
        _is_month_first(tag) or bool(_YEAR.match(after.string, after.end()))
    )


@cache
def _is_month_first(tag: str) -> bool:
    """Whether CLDR has a day without a year after its month."""
    from babel import Locale

    pattern = Locale.parse(language(tag).cldr).datetime_skeletons["MMMMd"].pattern
    return bool(_MONTH_FIRST.search(pattern))


@cache
def _may_have_day_after(tag: str) -> bool:
    """Whether a day may follow its month: May 12, or CLDR's own order for the language."""
    from babel import Locale

    pattern = Locale.parse(language(tag).cldr).date_formats["long"].pattern
    return tag == "en" or _is_month_first(tag) or bool(_MONTH_FIRST.search(pattern))


def _is_swedish_name(text: str, match: re.Match[str]) -> bool:
    """Swedish months are written small: Maj inside a sentence, or Maj Berg, is a person."""
    if match.group()[0].islower():
        return False
    before, after = text[: match.start()], text[match.end() :]
    return not _SENTENCE_START.search(before) or bool(re.match(r" [A-ZÅÄÖ]", after))


def _may_be_a_word(text: str, match: re.Match[str], tag: str) -> bool:
    if tag == "en":
        return match.group() in ("May", "March") and bool(
            _SENTENCE_START.search(text[: match.start()])
        )
    return any(match.group().endswith(word) for word in _ALSO_WORDS.get(tag, ()))


@cache
def _names(tag: str) -> re.Pattern[str]:
    names = MONTH_NAMES.get(tag) or _names_from_cldr(tag)
    groups = [f"(?P<m{n}>{name})" for n, name in enumerate(names, 1)]
    short = MONTH_ABBREVIATIONS.get(tag, ())
    groups += [rf"(?P<a{n}>{name})\.?" for n, name in enumerate(short, 1)]
    flags = re.IGNORECASE if tag in ("sv", "fi") else re.NOFLAG
    found = f"{_BEFORE.get(tag, '')}(?:{'|'.join(groups)})"
    is_spaced = language(tag).script != "Thai"  # which has no spaces between words
    return re.compile(rf"(?<!\w){found}(?!\w)" if is_spaced else found, flags)


def _names_from_cldr(tag: str) -> tuple[str, ...]:
    """Stems of the CLDR names, so that most inflected forms are met."""
    from babel import Locale

    months = Locale.parse(language(tag).cldr).months
    whole = tag in _MONTH_ENDINGS
    ending = _MONTH_ENDINGS.get(tag, r"\w{0,4}")
    names = []
    for number in range(1, 13):
        forms = {months[context]["wide"][number] for context in ("format", "stand-alone")}
        stems = {form if len(form) <= 4 or whole else form[:-1] for form in forms}
        name = "|".join(re.escape(stem) + ending for stem in sorted(stems))
        names.append(_IRREGULAR_MONTHS.get((tag, number), name))
    return tuple(names)
