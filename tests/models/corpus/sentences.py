"""Whole sentences, headings and list items, and the training pairs made of them."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.translate.schemes import SCHEMES, Scheme, slot
from tests.models.corpus.clauses import (
    Triple,
    clause,
    imperative,
    infinitive,
    relative,
    times,
)
from tests.models.corpus.lexicon import Phrase, phrases
from tests.models.corpus.phrases import CLOSE, OPEN, Draft, neuter, noun_phrase, plain_phrase
from tests.models.corpus.values import value
from tests.models.held_out import canonical, held_out

LANGUAGES = ("sv", "en", "fi")
LONGEST = 320
"""Characters of a source sentence."""
_SLOT = re.compile(r"⟪(\d+)⟫")
_MARKS = re.compile("[\ue000-\uf600]")
_NEEDLESS_COMMA = re.compile(",([\ue000-\uf600]*(?:$|[,.?]))")
_PIECE = re.compile(r"\{([A-Za-z]+\d?)(?:\.(\w+))?\}")
_AGREEMENT = re.compile(r"\{(\w\d)~(\w+)~(\w+)\}")
CONJUNCTIONS = (
    ("om", "if", "jos"), ("eftersom", "because", "koska"), ("när", "when", "kun"),
    ("även om", "even if", "vaikka"), ("innan", "before", "ennen kuin"),
    ("medan", "while", "samalla kun"), ("så att", "so that", "niin että"),
)  # fmt: skip
SAYING = (
    ("säger att", "says that", "sanoo, että"), ("vet att", "knows that", "tietää, että"),
    ("hoppas att", "hopes that", "toivoo, että"), ("tror att", "thinks that", "uskoo, että"),
    ("ser till att", "makes sure that", "huolehtii siitä, että"),
    ("skriver att", "writes that", "kirjoittaa, että"),
    ("påminner om att", "reminds us that", "muistuttaa, että"),
)  # fmt: skip
HEADINGS = (
    ("Information om", "Information about", "Tietoa", "ela"),
    ("Frågor och svar om", "Questions and answers about", "Kysymyksiä ja vastauksia", "ela"),
    ("Kontakt med", "Contact with", "Yhteys", "ill"),
    ("Nyheter om", "News about", "Uutisia", "ela"),
    ("Beslut om", "Decision on", "Päätös", "ela"),
    ("Rapport om", "Report on", "Raportti", "ela"),
    ("Regler för", "Rules for", "Säännöt:", "nom"),
    ("Öppettider för", "Opening hours for", "Aukioloajat:", "nom"),
    ("Mer om", "More about", "Lisää", "ela"),
    ("Hjälp till", "Help for", "Apua", "all"),
    ("Tack till", "Thanks to", "Kiitos", "all"),
    ("Förändringar i", "Changes in", "Muutoksia", "ine"),
)


@dataclass(frozen=True)
class Marked:
    """A text, and for each character the number of the mark that it stands in, or -1."""

    text: str
    marks: tuple[int, ...]


@dataclass(frozen=True)
class Sentence:
    """The same sentence in three languages, with `⟪n⟫` where the protected piece n stands."""

    texts: Triple
    slots: tuple[str, ...]


def sentence(draw: random.Random) -> Sentence:
    """A random sentence, heading or list item."""
    draft = Draft(draw)
    (sv, en, fi), end = _content(draft)
    texts = sv, en, _NEEDLESS_COMMA.sub(r"\1", fi)
    if not end and draw.random() < 0.5:
        return Sentence(texts, tuple(draft.slots))
    sv, en, fi = (_capital(text) + end for text in texts)
    return Sentence((sv, en, fi), tuple(draft.slots))


def _content(draft: Draft) -> tuple[Triple, str]:
    draw = draft.draw
    chance = draw.random()
    if chance < 0.27:
        return clause(draft, "main"), _full_stop(draw)
    if chance < 0.36:
        return clause(draft, "fronted"), _full_stop(draw)
    if chance < 0.40:
        return clause(draft, "question"), "?"
    if chance < 0.47:
        return imperative(draft), "."
    if chance < 0.53:
        return infinitive(draft), ""
    if chance < 0.58:
        return _heading(draft), ""
    if chance < 0.66:
        return _compound(draft), _full_stop(draw)
    if chance < 0.69:
        return _said(draft), "."
    if chance < 0.72:
        return _long(draft), "."
    return _template(draft)


def _full_stop(draw: random.Random) -> str:
    """Items of lists have none."""
    return "" if draw.random() < 0.15 else "."


def _heading(draft: Draft) -> Triple:
    phrase = noun_phrase(draft, "opbsdmte")
    if draft.draw.random() < 0.4:
        return phrase.sv, phrase.en, phrase.finnish("nom")
    if draft.draw.random() < 0.2:
        phrase = relative(draft, phrase)
        return phrase.sv, phrase.en, phrase.finnish("nom")
    sv, en, fi, case = draft.draw.choice(HEADINGS)
    mark = draft.mark()
    return (
        f"{mark(sv)} {phrase.sv}", f"{mark(en)} {phrase.en}",
        f"{mark(fi)} {phrase.finnish(case)}",
    )  # fmt: skip


def _compound(draft: Draft) -> Triple:
    draw = draft.draw
    if draw.random() < 0.3:
        first = clause(draft, "main", adverbials=draw.random() < 0.5)
        second = clause(draft, "main", adverbials=draw.random() < 0.5)
        words = draw.choice((("och", "and", "ja"), ("men", "but", "mutta"), ("så", "so", "joten")))
        mark = draft.mark()
        sv, en, fi = (
            f"{a}, {mark(word)} {b}" for a, word, b in zip(first, words, second, strict=True)
        )
        return sv, en, fi
    conjunction = draw.choice(CONJUNCTIONS)
    main = clause(draft, "main", adverbials=draw.random() < 0.4)
    tense = "present" if draw.random() < 0.6 else ""
    sub = clause(draft, "sub", tense, adverbials=draw.random() < 0.4)
    mark = draft.mark()
    sv, en, fi = (mark(word) for word in conjunction)
    return f"{main[0]} {sv} {sub[0]}", f"{main[1]} {en} {sub[1]}", f"{main[2]}, {fi} {sub[2]}"


def _long(draft: Draft) -> Triple:
    """Three clauses, as long as the sentences of a real briefing."""
    first, last = _compound(draft), clause(draft, "main")
    words = draft.draw.choice((("och", "and", "ja"), ("men", "but", "mutta")))
    mark = draft.mark()
    sv, en, fi = (f"{a}, {mark(word)} {b}" for a, word, b in zip(first, words, last, strict=True))
    return sv, en, fi


def _said(draft: Draft) -> Triple:
    speaker = noun_phrase(draft, "op", 1)
    if speaker.english_plural or speaker.counted:
        speaker = plain_phrase(draft, "p", plural=False)
    mark = draft.mark()
    sv, en, fi = (mark(words) for words in draft.draw.choice(SAYING))
    told = clause(draft, "sub")
    return (
        f"{speaker.sv} {sv} {told[0]}", f"{speaker.en} {en} {told[1]}",
        f"{speaker.finnish('nom')} {fi} {told[2]}",
    )  # fmt: skip


@cache
def _templates() -> tuple[Phrase, ...]:
    return phrases("templates.txt")


def _template(draft: Draft) -> tuple[Triple, str]:
    template = draft.draw.choice(_templates())
    made: dict[str, Triple] = {}
    cases: dict[str, object] = {}

    def piece(name: str) -> Triple:
        if name not in made:
            made[name] = _made(draft, name, cases)
        return made[name]

    def agreeing(match: re.Match[str]) -> str:
        return match[3] if neuter(piece(match[1])[0]) else match[2]

    texts = []
    swedish = _AGREEMENT.sub(agreeing, template.sv)
    for index, text in enumerate((swedish, template.en, template.fi)):

        def fill(match: re.Match[str], index: int = index) -> str:
            words = piece(match[1])[index]
            case = cases.get(match[1])
            return case(match[2] or "nom") if index == 2 and callable(case) else words

        texts.append(_PIECE.sub(fill, text))
    ends = {text[-1] for text in (template.sv, template.en, template.fi)}
    if ends <= set(".?!") and len(ends) == 1:
        return (texts[0][:-1], texts[1][:-1], texts[2][:-1]), ends.pop()
    return (texts[0], texts[1], texts[2]), ""


def _made(draft: Draft, name: str, cases: dict[str, object]) -> Triple:
    """A piece of a template; see the head of templates.txt."""
    draw, bare = draft.draw, name.rstrip("0123456789")
    fixed = {"L": "places.txt", "W": "purposes.txt"}
    if name == "T":
        return draft.fixed(draw.choice(times("present")))
    if name == "D":
        return draft.fixed(draw.choice(times("past")))
    if name in fixed:
        return draft.fixed(draw.choice(phrases(fixed[name])))
    if name == "C":
        return clause(draft, "main", "present", adverbials=False)
    if name == "S":
        return clause(draft, "sub", "present", adverbials=False)
    if bare == "V":
        return infinitive(draft)
    if bare == "A":
        return infinitive(draft, "active")
    if len(bare) == 1:
        phrase = plain_phrase(draft, bare.lower(), plural=bare.isupper())
        cases[name] = phrase.finnish
        return phrase.sv, phrase.en, ""
    words = draft.slot(bare)
    return words, words, words


def _capital(text: str) -> str:
    for at, letter in enumerate(text):
        if letter == "⟪":
            return text
        if letter.isalpha() and not OPEN <= ord(letter) <= CLOSE:
            return text[:at] + letter.upper() + text[at + 1 :]
    return text


@dataclass(frozen=True)
class Pair:
    """A training pair; `scheme` is None where the protected pieces are written out."""

    source: Marked
    target: Marked
    scheme: Scheme | None


def pair(made: Sentence, source: str, target: str, draw: random.Random) -> Pair:
    """The sentence in two languages, with placeholders of a random scheme or written out."""
    indexes = [LANGUAGES.index(language) for language in (source, target)]
    texts = [made.texts[at] for at in indexes]
    scheme = draw.choices((*SCHEMES, None), (9, 4, 4, 2))[0]
    order = [int(n) for n in _SLOT.findall(texts[0])]
    numbers = list(range(len(order)))
    if draw.random() < 0.35:
        numbers = draw.sample(range(24), len(order))
    values = [value(kind, draw) for kind in made.slots]
    if scheme:
        written = {n: scheme.encode(slot(number)) for n, number in zip(order, numbers, strict=True)}
        shown = [_SLOT.sub(lambda m: written[int(m[1])], text) for text in texts]
    else:
        shown = [
            _SLOT.sub(lambda m, at=at: values[int(m[1])][at], text)
            for text, at in zip(texts, indexes, strict=True)
        ]
    return Pair(_marked(shown[0]), _marked(shown[1]), scheme)


def _marked(text: str) -> Marked:
    letters, marks, current = [], [], -1
    for letter in text:
        if ord(letter) == CLOSE:
            current = -1
        elif OPEN <= ord(letter) < CLOSE:
            current = ord(letter) - OPEN
        else:
            letters.append(letter)
            marks.append(current)
    return Marked("".join(letters), tuple(marks))


def corpus(source: str, target: str, count: int, seed: int) -> Iterator[Pair]:
    """`count` different training pairs, the same ones for the same seed.

    None of them comes from a sentence that is held out for the tests.
    """
    draw = random.Random(seed)  # noqa: S311
    seen: set[str] = set()
    forbidden = {canonical(sentence.swedish) for sentence in held_out()}
    while len(seen) < count:
        made = sentence(draw)
        if canonical(without_marks(made.texts[0])) in forbidden:
            continue
        both = pair(made, source, target, draw)
        if both.source.text not in seen and len(both.source.text) < LONGEST:
            seen.add(both.source.text)
            yield both


def without_marks(text: str) -> str:
    """The text without the marks of corresponding words."""
    return _MARKS.sub("", text)
