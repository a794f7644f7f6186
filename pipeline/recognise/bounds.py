"""How languages say *at most*, *at least*, *less than* and *more than*.

Only wordings are told apart, not numbers: *inte fler än 50*, *högst 50* and *50 eller färre* are
all AT_MOST. Each language has six regular expressions: the negated comparisons (*no more than*)
stand apart, since *more than* alone means the contrary.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Bound(StrEnum):
    """What is said about a number."""

    AT_MOST = "at most"
    AT_LEAST = "at least"
    LESS = "less than"
    MORE = "more than"


@dataclass(frozen=True, slots=True)
class _Wordings:
    """The regular expressions of one language; `no_more` and `no_less` are negated ones."""

    no_more: str
    no_less: str
    at_most: str
    at_least: str
    less: str
    more: str


_SWEDISH_NUMBER = (
    r"\s+(?:(?:cirka|ca|omkring|sammanlagt|totalt|hela|de)\.?\s+)?(?:\d[\d.,]*|"
    r"(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|femton|tjugo|trettio|fyrtio|"
    r"femtio|sextio|sjuttio|åttio|nittio|hundra|tusen|hälften|halva)\b)"
)
_GREATER = r"(?:fler|flera|mer|mera|äldre|längre|högre|större|tyngre|senare)"
_SMALLER = r"(?:färre|mindre|yngre|kortare|lägre|tidigare)"
_NOT = r"(?:inte|ej|inga|ingen|inget|aldrig|icke)"

_SWEDISH = _Wordings(
    no_more=rf"{_NOT}\s+(?:\w+\s+){{0,2}}?(?:{_GREATER}\s+än|över){_SWEDISH_NUMBER}",
    no_less=rf"{_NOT}\s+(?:\w+\s+){{0,2}}?(?:{_SMALLER}\s+än|under){_SWEDISH_NUMBER}",
    at_most=rf"(?:högst|max|maximalt|maximum|som\s+mest|upp\s+till)\.?{_SWEDISH_NUMBER}"
    rf"|\d[^.!?]{{0,25}}?\b(?:eller|och)\s+(?:färre|mindre|yngre|kortare|därunder|nedåt)",
    at_least=rf"(?:minst|åtminstone|lägst|minimum){_SWEDISH_NUMBER}"
    rf"|\d[^.!?]{{0,25}}?\b(?:eller|och)\s+(?:fler|mer|äldre|längre|uppåt|däröver|över)\b",
    less=rf"{_SMALLER}\s+än{_SWEDISH_NUMBER}",
    more=rf"(?:{_GREATER}\s+än|över){_SWEDISH_NUMBER}",
)

_TARGETS: Mapping[str, _Wordings] = {
    "en": _Wordings(
        r"(?:no|not|never|n['’]t|none)(?:\s+\w+){0,3}?\s+"
        r"(?:(?:more|older|longer|higher|larger|greater|later|heavier)(?:\s+\w+){0,2}?\s+than|"
        r"over|above|exceed\w*)",
        r"(?:no|not|never|n['’]t|none)(?:\s+\w+){0,3}?\s+"
        r"(?:(?:fewer|less|younger|shorter|lower|smaller)(?:\s+\w+){0,2}?\s+than|under|below)",
        r"at\s+(?:the\s+)?(?:very\s+)?most|max(?:imum|imal|imally)?\b|up\s+to|"
        r"(?:or|and)\s+(?:fewer|less|younger|under|below|shorter)|limit\w*\s+(?:to|of)|"
        r"as\s+(?:many|much)\s+as",
        r"at\s+(?:the\s+)?(?:very\s+)?least|min(?:imum|imal|imally)?\b|\d+\+|"
        r"(?:or|and)\s+(?:more|over|older|above|up|upwards?|longer)",
        r"(?:fewer|less|younger|shorter|lower|smaller|earlier)(?:\s+\w+){0,3}?\s+than|under|below",
        r"(?:more|older|longer|higher|larger|greater|later|heavier)(?:\s+\w+){0,3}?\s+than|over|"
        r"above|exceed\w*|in\s+excess\s+of|upwards\s+of",
    ),
    "fi": _Wordings(
        r"(?:ei|eivät|emme|ette|älä|älkää|eikä)(?:\s+\w+){0,5}?\s+"
        r"(?:enempää|enemmän|useam\w+|yli|vanhem\w+|pidem\w+|suurem\w+|ylittä\w+)",
        r"(?:ei|eivät|emme|ette|älä|älkää|eikä)(?:\s+\w+){0,5}?\s+"
        r"(?:vähempää|vähemmän|harvem\w+|alle|nuorem\w+|lyhyem\w+|pienem\w+|alitta\w+)",
        r"enintään|korkeintaan|enimmillään|maksimissaan|enimmäis\w+|maksimi\w*|max\b|jopa|"
        r"asti|saakka|(?:tai|ja)\s+(?:vähemmän|nuorem\w+|alle|harvem\w+|sitä\s+\w+)",
        r"vähintään|ainakin|vähimmäis\w+|vähimmillään|minimi\w*|min\b|\d+\+|"
        r"(?:tai|ja)\s+(?:enemmän|useam\w+|vanhem\w+|yli|pidem\w+|sitä\s+\w+)",
        r"alle|vähemmän|harvem\w+|nuorem\w+|lyhyem\w+|pienem\w+|matalam\w+",
        r"yli|enemmän|useam\w+|vanhem\w+|pidem\w+|suurem\w+|korkeam\w+|ylittä\w+",
    ),
    "ar": _Wordings(
        r"(?:لا|لن|لم|ألا|الا|ليس|ليست|عدم|دون|بدون|غير)(?:\s+\w+){0,4}?\s+"
        r"(?:[بل]?أكثر|[بل]?أكبر|يزيد|تزيد|زيادة|يتجاوز|تتجاوز|تجاوز|يتعدى|تتعدى|يفوق|فوق)",
        r"(?:لا|لن|لم|ألا|الا|ليس|ليست|عدم)(?:\s+\w+){0,4}?\s+"
        r"(?:[بل]?أقل|[بل]?أصغر|يقل|تقل|دون|تحت)",
        r"(?:ك|ب)?(?:ال)?حد\s+(?:ال)?أقصى|الحد\s+الأقصى|على\s+الأكثر|أقصاه\w*|حتى|"
        r"(?:ي|ت)صل\s+إلى|أو\s+(?:أقل|أصغر)|فأقل|فما\s+دون",
        r"(?:ك|ب)?(?:ال)?حد\s+(?:ال)?أدنى|الحد\s+الأدنى|على\s+الأقل|أدناه\w*|"
        r"(?:أو|و)\s*(?:أكثر|أكبر)|فأكثر|فما\s+فوق|وما\s+فوق",
        r"[بل]?أقل\s+من|[بل]?أصغر\s+من|(?:ي|ت)قل\s+عن|دون|تحت",
        r"[بل]?أكثر\s+من|[بل]?أكبر\s+من|(?:ي|ت)زيد|(?:ت|ي)?تجاوز\w*|تفوق|يفوق|فوق|أزيد",
    ),
    "de": _Wordings(
        r"(?:nicht|kein\w*|nie|niemals)(?:\s+\w+){0,3}?\s+"
        r"(?:(?:mehr|älter|länger|höher|größer|schwerer|später)(?:\s+\w+){0,2}?\s+als|über\w*)",
        r"(?:nicht|kein\w*|nie|niemals)(?:\s+\w+){0,3}?\s+"
        r"(?:(?:weniger|jünger|kürzer|kleiner|niedriger)(?:\s+\w+){0,2}?\s+als|unter\w*)",
        r"höchstens|maximal\w*|maximum|max\b|bis(?:\s+zu)?|"
        r"(?:oder|und)\s+(?:weniger|jünger|kürzer|darunter)",
        r"mindestens|wenigstens|zumindest|minimal|minimum|min\b|ab|\d+\+|"
        r"(?:oder|und)\s+(?:mehr|älter\w*|länger|darüber)",
        r"(?:weniger|jünger|kürzer|kleiner|niedriger)(?:\s+\w+){0,3}?\s+als|unter",
        r"(?:mehr|älter|länger|höher|größer|schwerer|später)(?:\s+\w+){0,3}?\s+als|über",
    ),
    "fr": _Wordings(
        r"(?:pas|jamais|ne|aucun\w*)(?:\s+\w+){0,3}?\s+(?:plus|dépass\w+|excéd\w+)",
        r"(?:pas|jamais|ne)(?:\s+\w+){0,3}?\s+moins",
        r"au\s+(?:plus|maximum)|maxim\w+|max\b|jusqu['’]\s?[àa]\w*|(?:ou|et)\s+moins(?!\s+de)",
        r"au\s+(?:moins|minimum)|minim\w+|(?:ou|et)\s+plus(?!\s+de)|\d+\+",
        r"moins|inférieur\w*|sous|en\s+dessous",
        r"plus|supérieur\w*|au[- ]delà|au[- ]dessus|dépass\w+",
    ),
    "es": _Wordings(
        r"(?:no|nunca|ningun\w*)(?:\s+\w+){0,3}?\s+(?:más|mayor\w*|super\w+|exced\w+)",
        r"(?:no|nunca)(?:\s+\w+){0,3}?\s+(?:menos|menor\w*)",
        r"(?:como|al?)\s+(?:máximo|sumo)|máxim\w+|max\b|hasta|(?:o|y)\s+(?:menos|menor\w*)(?!\s+de)",
        r"al\s+menos|por\s+lo\s+menos|(?:como|al)\s+mínimo|mínim\w+|\d+\+|(?:o|y)\s+(?:más|mayor\w*)(?!\s+de)",
        r"menos|menor\w*|inferior\w*|por\s+debajo|bajo",
        r"más|mayor\w*|superior\w*|por\s+encima|super\w+",
    ),
    "pl": _Wordings(
        r"nie(?:\s+\w+){0,3}?\s+(?:więcej|dłużej|starsz\w+|przekracz\w+|powyżej|ponad)",
        r"nie(?:\s+\w+){0,3}?\s+(?:mniej|krócej|młods\w+|poniżej)",
        r"(?:co\s+)?najwyżej|maks\w*|max\b|do|(?:lub|albo|i)\s+(?:mniej|młods\w+)",
        r"co\s+najmniej|przynajmniej|minim\w+|\d+\+|(?:lub|albo|i)\s+(?:więcej|starsz\w+)|od",
        r"mniej|poniżej|młods\w+|krócej|krótsz\w+",
        r"więcej|ponad|powyżej|starsz\w+|dłużej|dłuższ\w+",
    ),
    "ru": _Wordings(
        r"не(?:\s+\w+){0,3}?\s+(?:более|больше|старше|дольше|выше|свыше|превы\w+)",
        r"не(?:\s+\w+){0,3}?\s+(?:менее|меньше|младше|моложе|ниже)",
        r"максим\w+|до|(?:или|и)\s+(?:менее|меньше|младше|моложе)",
        r"миним\w+|по\s+(?:крайней|меньшей)\s+мере|хотя\s+бы|\d+\+|"
        r"(?:или|и)\s+(?:более|больше|старше)|от",
        r"менее|меньше|младше|моложе|ниже|до",
        r"более|больше|старше|свыше|выше|дольше|превы\w+",
    ),
    "uk": _Wordings(
        r"не(?:\s+\w+){0,3}?\s+(?:більш\w*|старш\w+|довше|вище|понад|перевищ\w+)",
        r"не(?:\s+\w+){0,3}?\s+(?:менш\w*|молодш\w+|нижче)",
        r"щонайбільше|максим\w+|до|(?:або|чи|і|та)\s+(?:менш\w*|молодш\w+)",
        r"щонайменше|принаймні|мінім\w+|\d+\+|(?:або|чи|і|та)\s+(?:більш\w*|старш\w+)|від",
        r"менш\w*|молодш\w+|нижче|до",
        r"більш\w*|понад|старш\w+|вище|довше|перевищ\w+",
    ),
    "tr": _Wordings(
        r"(?:fazla|çok)\s+(?:\w+\s+)?(?:olma\w+|değil)|aşma\w+|geçme\w+",
        r"az\s+(?:\w+\s+)?(?:olma\w+|değil)",
        r"en\s+(?:fazla|çok)|azami|maksimum|kadar|(?:veya|ya\s+da|ve)\s+(?:daha\s+)?(?:az|altı\w*)",
        r"en\s+az\w*|asgari|minimum|\d+\+|"
        r"(?:veya|ya\s+da|ve)\s+(?:daha\s+)?(?:fazla|çok|üzeri\w*|üstü\w*)",
        r"\baz|altı\w*|küçük|kısa|genç",
        r"fazla|üzeri\w*|üstü\w*|aşkın|çok|büyük|uzun|yaşlı",
    ),
    "fa": _Wordings(
        r"(?:نه|هیچ)(?:\s+\w+){0,3}?\s+بیش\w*|بیش\w*(?:\s+\w+){0,6}?\s+ن\w+",
        r"(?:نه|هیچ)(?:\s+\w+){0,3}?\s+کمتر|کمتر(?:\s+\w+){0,6}?\s+ن\w+",
        r"حداکثر|تا|یا\s+کمتر|سقف",
        r"حداقل|دست\s*کم|دست‌کم|یا\s+بیشتر|به\s+بالا|لااقل",
        r"کمتر|زیر|کوچکتر|جوان\s*تر",
        r"بیش\w*|بالای|بزرگتر|فراتر|مسن\s*تر",
    ),
    "zh": _Wordings(
        r"不(?:得|能|可|应|要|会)?(?:\w{0,4}?)(?:超过|多于|大于|高于)|未超过|勿超过|不超|别超过",
        r"不(?:得|能|可|应|会)?(?:\w{0,4}?)(?:少于|低于|小于)",
        r"最多|至多|上限|以下|以内|高达|多达|最高|最长|最大",
        r"至少|最少|以上|起码|最低|最短",
        r"少于|不到|低于|不足|以下|小于|未满",
        r"多于|超过|以上|高于|大于|逾|多",
    ),
    "th": _Wordings(
        r"ไม่(?:ควร|ให้|ได้)?(?:เกิน|มากกว่า)|ห้ามเกิน",
        r"ไม่(?:ควร|ให้)?(?:น้อยกว่า|ต่ำกว่า)",
        r"สูงสุด|มากที่สุด|อย่างมาก|ถึง|หรือน้อยกว่า",
        r"อย่างน้อย|ขั้นต่ำ|ต่ำสุด|ขึ้นไป|หรือมากกว่า",
        r"น้อยกว่า|ต่ำกว่า|ไม่ถึง|ไม่เกิน",
        r"มากกว่า|เกิน|กว่า|สูงกว่า|ขึ้นไป",
    ),
}

_WITHOUT_SPACES = ("zh", "th")
_MORE_IN_AT_MOST = ("fr", "es", "tr")
"""Languages whose *at most* has the word *more* in it: au plus, como máximo, en fazla."""

ADDED: Mapping[str, str] = {
    "en": r"\b(?:at least|at most|(?:no|not) more than|(?:no|not) (?:fewer|less) than|"
    r"fewer than|less than|more than)\s+(?:\w+\s+){0,2}?\d",
    "fi": r"\b(?:vähintään|enintään|korkeintaan|alle|yli|enemmän kuin|vähemmän kuin)\s+"
    r"(?:\w+\s+)?\d",
    "ar": r"(?<!\w)(?:على الأقل|كحد أدنى|كحد أقصى|لا يقل عن|لا يزيد عن|لا يتجاوز|[بل]?أقل من|"
    r"[بل]?أكثر من)\s+(?:\w+\s+)?\d",
    "de": r"\b(?:mindestens|höchstens|weniger als|mehr als|nicht mehr als|nicht weniger als)\s+"
    r"(?:\w+\s+)?\d",
}
"""Bounds right before a number, which a draft must not have if its source says nothing alike."""

_NEARLY = re.compile(
    r"\b(?:minst|högst|max\w*|minimum|över\w*|under\w*|fler\w*|mer|mera|mest|mindre|färre|upp|"
    r"upptill|drygt|knappt|nästan|nära|åtminstone|inte|ej|äldre|yngre|längre|kortare|gräns\w*|"
    r"tak\w*|lägst|ytterligare|till|från|efter|före|innan|närmare|bortåt|uppemot|låg\w*|hög\w*)\b",
    re.IGNORECASE,
)
"""Swedish words that a translator may well render with a bound."""


def has_wordings(tag: str) -> bool:
    """Whether the language's wordings are known."""
    return tag in _TARGETS


def bounds(text: str, tag: str) -> dict[Bound, tuple[str, ...]]:
    """The wordings of each bound in a text; in Swedish only those that stand with a number.

    Raises KeyError for a language without wordings.
    """
    found = {
        Bound.AT_MOST: _matches(text, tag, "no_more", "at_most"),
        Bound.AT_LEAST: _matches(text, tag, "no_less", "at_least"),
    }
    positive = _without(text, tag, "no_more", "no_less")
    if tag in _MORE_IN_AT_MOST:
        positive = _without(positive, tag, "at_most", "at_least")
    found[Bound.LESS] = _matches(positive, tag, "less")
    found[Bound.MORE] = _matches(positive, tag, "more")
    return found


def without_bounds(text: str, tag: str) -> str:
    """The text without any bound, so that a negation left in it is one of its own."""
    return text if tag != "sv" and tag not in _TARGETS else _every(tag).sub(" ", text)


def invented_bound(source: str, target: str, tag: str) -> str:
    """A bound before a number of the draft, where the Swedish text has nothing of the kind."""
    if tag not in ADDED or _NEARLY.search(source):
        return ""
    found = re.search(ADDED[tag], target, re.IGNORECASE)
    return found.group() if found else ""


def _without(text: str, tag: str, *names: str) -> str:
    for name in names:
        text = _compiled(tag, name).sub(" ", text)
    return text


def _matches(text: str, tag: str, *names: str) -> tuple[str, ...]:
    """The matches of several wordings; each removed before the next one is looked for."""
    found: list[str] = []
    for name in names:
        pattern = _compiled(tag, name)
        found += (match.group() for match in pattern.finditer(text))
        text = pattern.sub(" ", text)
    return tuple(found)


@cache
def _compiled(tag: str, name: str) -> re.Pattern[str]:
    wordings = _SWEDISH if tag == "sv" else _TARGETS[tag]
    pattern = str(getattr(wordings, name))
    if tag in _WITHOUT_SPACES:
        return re.compile(pattern)
    prefix = "[وف]?" if tag == "ar" else ""
    closing = r"(?![^\W\d])" if tag != "sv" else ""
    return re.compile(rf"(?<!\w){prefix}(?:{pattern}){closing}", re.IGNORECASE)


@cache
def _every(tag: str) -> re.Pattern[str]:
    names = ("no_more", "no_less", "at_most", "at_least", "less", "more")
    return re.compile(
        "|".join(f"(?:{_compiled(tag, name).pattern})" for name in names), re.IGNORECASE
    )
