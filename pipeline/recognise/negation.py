"""Whether a sentence denies something, in Swedish and in four other languages.

Two tables stand beside each other: words that surely deny, and words by which a translator may
render a denial (*not open*: *closed*). A draft has lost a denial if it has neither, and has
invented one if it has a sure one and the Swedish sentence has nothing that could explain it.
"""

import re
from collections.abc import Mapping
from functools import cache

from pipeline.recognise.bounds import without_bounds

LANGUAGES = ("en", "fi", "ar", "de")
"""The languages whose tables are complete enough to be relied on."""

_SWEDISH_DENIES = r"inte|ej|icke|aldrig|ingen|inga|inget|ingenting"
_SWEDISH_TURNS = (
    r"om\s+än\s+inte|inte\s+(?:minst|bara|endast|enbart|förrän|sant)|eller\s+(?:inte|ej)|"
    r"tveka\s+inte|glöm\s+inte|varför\s+inte|om\s+inte\s+(?:annat|förr)|inget\s+hinder|"
    r"(?:ingen|inga)\s+problem|ingen\s+fara"
)
"""Turns of speech that other languages say without a denial, or with another one."""

_SWEDISH_MAY_DENY = (
    r"utan|varken|förbj\w*|förbud\w*|undvik\w*|sakn\w*|brist\w*|förutom|förutan|endast|bara|"
    r"enbart|stäng\w*|avst\w*|knapp\w*|sällan|trots|innan|förrän|slipp\w*|nek\w*|vägr\w*|fri|fritt|"
    r"fria|annars|frånvar\w*|hellre|i\s?stället|oavsett|oberoende|o(?:be|er|för|giltig|hälsa|känd|"
    r"klar|lov|lämplig|lik|möjlig|nödig|ren|säker|till|trygg|vanlig|vän|önsk|rimlig|rättvis|jämn|"
    r"skad|skydd)\w*|ställ\w*\s+(?:\w+\s+){0,3}?in|inställ\w*|upphör\w*|slut\w*|stopp\w*|misslyck\w*|"
    r"borta|fel\w*|noll|tom|tomt|tomma|hindr\w*|förhindr\w*|miss\w*|spärr\w*|av(?:bok|lys|råd|stå)\w*|"
    r"varn\w*|skydd\w*|senast|tidigast|minst|högst|max\w*|färre|mindre|tvek\w*|glöm\w*|vare\s+sig|"
    r"måste|krävs|behåll\w*|kvar|fortfarande|först|vänta\w*|ta\s+bort|begräns\w*|minska\w*|eller"
)

_DENIES: Mapping[str, str] = {
    "en": r"not|never|cannot|nobody|nothing|none|neither|nor|\w*n['’]t|no(?!\.?\s*\d)",
    "fi": r"ei|eivät|emme|ette|en|et|älä|älkää|älköön|eikä|eivätkä|ettei|etteivät|emmekä",
    "ar": r"[وف]?(?:لا|لم|لن|ليس|ليست|ليسوا|لسنا|لست|ألا|عدم|[بل]عدم)",
    "de": r"nicht|kein\w*|nie|niemals|niemand\w*|nichts|weder",
}
_TURNS: Mapping[str, str] = {
    "en": r"not\s+(?:only|least|until)|or\s+(?:not|no)|if\s+not|"
    r"no\s+(?:later|earlier|matter|doubt|more)|(?:do\s+not|don['’]t)\s+(?:hesitate|forget)|no\s+problem",
    "fi": r"ei\s+(?:vain|ainoastaan|pelkästään|väliä)|(?:älä|älkää)\s+epäröi\w*|tai\s+ei",
    "ar": r"[وف]?لا\s+(?:سيما|يزال|تزال|يزالون|زال|بد|غنى|شك|تتردد\w*)|أم\s+لا|ليس\s+فقط",
    "de": r"nicht\s+(?:nur|zuletzt|wahr)|oder\s+nicht|zögern\s+sie\s+nicht|wenn\s+nicht",
}
_MAY_DENY: Mapping[str, str] = {
    "en": r"without|un(?:able|less|til|available|known|likely|necessary|changed|safe|clear|"
    r"affected|limited|authori[sz]ed)|impossible|invalid|non-?\w+|fail\w*|closed|cancel\w*|avoid\w*|"
    r"refrain\w*|stop\w*|lack\w*|absen\w*|except|instead|rather|prohibit\w*|forbid\w*|ban\w*|"
    r"cease\w*|hardly|rarely|barely|miss\w*|exempt\w*|den(?:y|ied)|refus\w*|free|zero|yet|otherwise",
    "fi": r"\w+t(?:on|ön)(?:ta|tä)?|\w+tt[oö]m\w+|ilman|tuskin|ellei\w*|jollei\w*|muttei\w*|vailla|"
    r"kiel\w+|vältt?ä\w*|est[äe]\w*|sulje\w*|kiinni|peru\w*|puut\w+|lakka\w*|epä\w+|vasta|sijaan|poissa|"
    r"lope\w+|kukaan|mitään|koskaan|mikään|missään|enää|ei-\w+",
    "ar": r"\w{0,2}(?:غير|بدون|دون|بلا|ما|إلا|ممنوع\w*|يمنع|تمنع|منع|محظور\w*|يحظر|تجنب\w*|"
    r"يتجنب|مغلق\w*|أغلق\w*|إلغاء|ألغ\w*|أبد\w*|أي|توقف\w*|تعذر|يتعذر|مستحيل\w*|انعدام|خال\w*|"
    r"امتن\w*|الامتناع|لئلا|بل|بدل\w*|لسن|تفاد\w*)",
    "de": r"ohne|un\w{4,}|außer|verboten|untersagt|geschlossen|vermeid\w*|fehl\w*|abgesagt|erst|"
    r"sondern|statt|mangel\w*|selten|kaum",
}


def is_denial_lost(source: str, target: str, tag: str) -> bool:
    """Whether the Swedish sentence surely denies something and the draft in no way."""
    swedish = _turns("sv").sub(" ", without_bounds(source, "sv"))
    if not _search(_SWEDISH_DENIES, swedish):
        return False
    return not _search(f"{_DENIES[tag]}|{_MAY_DENY[tag]}", without_bounds(target, tag))


def is_denial_invented(source: str, target: str, tag: str) -> bool:
    """Whether the draft surely denies something and nothing in the Swedish sentence does."""
    found = _turns(tag).sub(" ", without_bounds(target, tag))
    if not _search(_DENIES[tag], found):
        return False
    return not _search(f"{_SWEDISH_DENIES}|{_SWEDISH_MAY_DENY}", source)


def _search(words: str, text: str) -> bool:
    return bool(_compiled(words).search(text))


@cache
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _turns(tag: str) -> re.Pattern[str]:
    return _compiled(_SWEDISH_TURNS if tag == "sv" else _TURNS[tag])
