"""What a piece of text is by its form alone: small questions, answered from its characters.

All of them are heuristics for Swedish; each says why. Where a line stands is not looked at
here: that is for `structure.py`.
"""

import re

LONGEST_HEADING = 80  # characters: one line of a page

CLOSING_MARKS = "”\"'’»)]"
OPENING_MARKS = "”\"'‘»(["


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that stand before something, so that a text which ends with one goes on. Words that
# also end a heading are not here: "Så arbetar vi", "Så kan du hjälpa till".
OPEN_WORDS = _words(
    "och eller samt att som vid mellan inom en ett vår våra vårt sin sina sitt deras både såväl"
    " respektive bland enligt kring utifrån gällande inklusive"
)

# Words that a line of a sentence may end with. Headings do so too, if they are short.
PREPOSITIONS = _words("i på av för från med till om hos under efter före mot utan över genom")

NUMBERS_BELOW = re.compile(r"(?:nummer|kontaktuppgifter|kontaktvägar|kontakter)$", re.IGNORECASE)

MONTH = (
    "(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    "|jan|feb|apr|aug|sept?|okt|nov|dec)"
)
DAY = rf"(?:[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|(?:den )?[0-9]{{1,2}} {MONTH}\.?(?: [0-9]{{4}})?)"
WEEKDAY = "(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)? )?"
DATE_PREFIX = (
    "(?:(?:publicera[dt]|uppdatera[dt]|senast (?:uppdaterad|ändrad)|datum|ändrad)(?: den)?:? )"
)
DATELINE = re.compile(
    rf"(?:{DATE_PREFIX}|[A-ZÅÄÖ]\w+(?: kommun)?,? )?{WEEKDAY}{DAY}"
    r"(?:,? (?:kl\.? )?[0-9:.]{4,5})?\.?",
    re.IGNORECASE,
)

SALUTATION = re.compile(
    r"(?:hej|hejsan|god (?:dag|morgon|kväll))\b.{0,40}|(?:bäste|bästa|kära|käre) .{1,40}[,!]",
    re.IGNORECASE,
)

ADDRESS = re.compile(
    r"@\w|\bwww\.|https?:|\+46|\b0[0-9]{1,3}[-–/ ][0-9 ]{5,}"  # e-mail, web, telephone
    r"|\b[0-9]{3} [0-9]{2} +[A-ZÅÄÖ]|\bBox [0-9]"  # postal code, box
    r"|\w(?:vägen|gatan|leden|torget|gränd|stigen|backen|allén) [0-9]+ ?[A-Z]?$"
    r"|^(?i:tel|telefon|tfn|mobil|fax|e-post|epost|webb|växel)\b\.?:?"
)

SENTENCE_BREAK = re.compile(r"[a-zåäö0-9”)]{2}[.!] +[A-ZÅÄÖ]")

SPEECH = re.compile(
    r"[,?!] ?(?:säger|sade|sa|berättar|förklarar|menar|konstaterar|uppger|fortsätter|tillägger"
    r"|skriver|betonar|poängterar|understryker|hälsar) +\w"
)

INTRODUCTION = re.compile(
    r"\b(?:om|för|på|med|till|i|av|är|att|ska|kan|får|har|bör|måste|finns|gäller|innebär|omfattar"
    r"|följande|bland annat|till exempel|(?:kan|ska|bör|får|måste|behöver|vill) \w+)$"
)

CLOSING = re.compile(
    r"(?:(?:med|många|de|våra)\s+)*"
    r"(?:(?:vänlig|varm|hjärtlig|bäst|solig|glad|god|vår|somrig)(?:a|t|ast|aste)?\s+)*"
    r"hälsning(?:ar|arna|en)?"
    r"|m\.? ?v\.? ?h\.?|vänligen|högaktningsfullt|allt gott|väl mött|hälsar|enligt uppdrag",
    re.IGNORECASE,
)
CLOSING_FROM = re.compile(r"\s+från\s+[^.!?:]{1,60}", re.IGNORECASE)

PARTICLES = _words("von van der den de du da di dos la le al el af av bin ibn ben y e och")
NAME_WORD = re.compile(r"(?:[^\W\d_]+[-'’´])*[^\W\d_]+\.?")

UNIT = re.compile(
    r"(?:kommun|kommunen|region|regionen|kontor|kontoret|förvaltning|förvaltningen|nämnd|nämnden"
    r"|styrelse|styrelsen|stab|staben|enheten|avdelningen|rådet|polisen|gruppen|ledningen|kansli"
    r"|kansliet|bolaget|ab|skolan|skolorna|centralen|tjänsten|sekretariatet|organisationen"
    r"|teamet)$",
    re.IGNORECASE,
)

ROLE = re.compile(
    r"(?:chef|ordförande|samordnare|direktör|polis|strateg|handläggare|sekreterare|rektor|ansvarig"
    r"|ledare|assistent|kommunalråd|utvecklare|rådgivare|läkare|sköterska|kommunikatör"
    r"|koordinator|controller|ingenjör|inspektör|ledamot|konsult|kurator|bibliotekarie|planerare"
    r"|tekniker|ekonom|jurist|lärare|talesperson|coach|vaktmästare|specialist)(?:en|n)?$",
    re.IGNORECASE,
)

POSTSCRIPT = re.compile(r"p\.? ?s\.?[ :]|p\.s\.|ps\.", re.IGNORECASE)


def starts_lower(text: str) -> bool:
    """True if the first letter, after quotation marks, is small."""
    return text.lstrip(OPENING_MARKS)[:1].islower()


def starts_upper(text: str) -> bool:
    """True if it begins like a heading or a sentence: a capital, a digit, §."""
    first = text.lstrip(OPENING_MARKS)[:1]
    return first.isupper() or first.istitle() or first.isdecimal() or first == "§"


def is_finished(text: str) -> bool:
    """True if it ends as a sentence or a lead-in does: with a stop, ?, !, : or an ellipsis."""
    return text.rstrip(CLOSING_MARKS)[-1:] in tuple(".?!:…")


def ends_open(text: str) -> bool:
    """True if its last word or sign asks for more: "och", "med", a comma, a hyphen."""
    if text[-1:] in tuple(",-‐\u00ad–("):
        return True
    return text.rsplit(None, 1)[-1].lower() in OPEN_WORDS


def ends_with_preposition(text: str) -> bool:
    """True if its last word is one like "i" or "med", which a name often follows."""
    return text.rsplit(None, 1)[-1] in PREPOSITIONS


def announces_numbers(text: str) -> bool:
    """True for "Viktiga nummer" and the like: a heading where telephone numbers follow."""
    return NUMBERS_BELOW.search(text) is not None


def is_address(text: str) -> bool:
    """True if it tells how to reach someone: such a line is no heading and no name."""
    return ADDRESS.search(text) is not None


def is_dateline(text: str) -> bool:
    """True if it is nothing but a date, perhaps with a place or "Uppdaterad" before it."""
    return len(text) <= 60 and DATELINE.fullmatch(text) is not None


def is_salutation(text: str) -> bool:
    """True for "Hej!", "Hej alla" or "Bästa invånare,"."""
    return SALUTATION.fullmatch(text) is not None and text[-1] not in "?."


def has_inner_sentence(text: str) -> bool:
    """True if one sentence ends and another begins inside: then it is running text."""
    return SENTENCE_BREAK.search(text) is not None


def has_heading_form(text: str) -> bool:
    """True if a text of its own looks like a heading.

    Short; begins with a capital or a digit; ends without a stop, but a question may be a
    heading; has a letter; is not the way to reach someone, and does not break off.
    """
    if len(text) > LONGEST_HEADING or not starts_upper(text):
        return False
    bare = text.rstrip(CLOSING_MARKS)
    if not bare or bare[-1] in ".,;:!…-–" or not any(c.isalpha() for c in bare):
        return False
    if is_address(text) or has_inner_sentence(text) or SPEECH.search(text):
        return False
    return not ends_open(text)


def is_speech(text: str) -> bool:
    """True if someone is quoted in it: "…, säger kommunchefen"."""
    return SPEECH.search(text) is not None


def is_introduction(text: str) -> bool:
    """True if a list completes the sentence: "Här svarar vi på frågor om", "Då kan du".

    Only asked where a list follows; over a paragraph these may be headings.
    """
    return INTRODUCTION.search(text[-LONGEST_HEADING:]) is not None


def closing_length(text: str) -> int:
    """The length of the closing phrase at the beginning of a line, or 0 if there is none.

    The phrase is the whole line ("Med vänliga hälsningar,", "Hälsningar från oss i staben"),
    or names follow on the same line ("Mvh Anna", "Vänliga hälsningar, Anna Berg, rektor").
    """
    found = CLOSING.match(text[:200])
    if not found or len(text) > 150:
        return 0
    end = found.end()
    if text[end:] in ("", ",", ".", "!", ":"):
        return len(text)
    if tail := CLOSING_FROM.fullmatch(text, end):
        return tail.end()
    rest = text[end:].lstrip(" \t,/")
    gap = len(text) - end - len(rest)
    name = rest.partition(",")[0]
    if gap and (is_person(name) or is_unit(name)):
        return end
    return 0


def is_person(text: str) -> bool:
    """True if every word begins with a capital, as in a name, or is a particle ("von")."""
    words = text.split()
    if not 1 <= len(words) <= 6 or words[0].lower() in OPEN_WORDS:
        return False
    return all(
        NAME_WORD.fullmatch(word) and (word[0].isupper() or word in PARTICLES) for word in words
    )


def is_full_name(text: str) -> bool:
    """True for a name of at least two words."""
    return is_person(text) and len(text.split()) >= 2


def is_unit(text: str) -> bool:
    """True if a word says that a part of the municipality signs ("Kommunledningskontoret")."""
    return starts_upper(text) and any(UNIT.search(word) for word in text.split())


def is_role(text: str) -> bool:
    """True if a word is an office that a person holds ("Kommunstyrelsens ordförande")."""
    return any(ROLE.search(word.strip(",.")) for word in text.split())


def is_postscript(text: str) -> bool:
    """True if it begins with P.S."""
    return POSTSCRIPT.match(text) is not None
