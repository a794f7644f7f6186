"""Clauses: a subject, a verb in some tense, an argument and adverbials, in three word orders."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.models.corpus.lexicon import Phrase, Verb, phrases, verbs
from tests.models.corpus.phrases import (
    CLOSE,
    Draft,
    NounPhrase,
    noun_phrase,
    particle,
    swedish_passive,
    we,
    you,
)

Triple = tuple[str, str, str]
TENSES = ("present",) * 5 + ("past",) * 3 + ("perfect",) * 2 + ("modal",) * 4
MODALS = (
    # Swedish, English of he and of they, its negation for both, Finnish kind
    ("ska", "will", "will", "will not", "will not", "present"),
    ("kommer att", "will", "will", "will not", "will not", "present"),
    ("kan", "can", "can", "cannot", "cannot", "voi voivat voimme voit"),
    ("får", "may", "may", "may not", "may not", "saa saavat saamme saat"),
    ("vill", "wants to", "want to", "does not want to", "do not want to",
     "haluaa haluavat haluamme haluat"),
    ("måste", "must", "must", "", "", "täytyy"),
    ("bör", "should", "should", "should not", "should not", "pitäisi"),
    ("behöver", "needs to", "need to", "does not need to", "do not need to", "tarvitse"),
)  # fmt: skip


@dataclass
class Predicate:
    """A verb with its auxiliaries.

    In each language the finite part, which moves, and the rest, which does not. `subject_case`
    and `clause` are for Finnish: of its subject, and of its object (see `NounPhrase.object`).
    """

    sv: tuple[str, str]
    en: tuple[str, str]
    en_question: tuple[str, str]
    fi: tuple[str, str]
    subject_case: str = "nom"
    clause: str = "active"


def clause(draft: Draft, order: str, tense: str = "", *, adverbials: bool = True) -> Triple:
    """A clause in `main`, `sub`, `question` or `fronted` order, without capital and full stop."""
    draw = draft.draw
    verb = draw.choice(verbs())
    tense = tense or draw.choice(TENSES)
    negative = draw.random() < 0.13 and order != "question"
    is_direct = verb.objects and verb.swedish_preposition == ""
    if is_direct and draw.random() < 0.3:
        subject = noun_phrase(draft, verb.objects)
        return _passive(draft, order, verb, subject, tense, negative, adverbials)
    subject = _subject(draft, verb, tense)
    predicate = active(draft, verb, subject, tense, negative)
    argument = noun_phrase(draft, verb.objects) if verb.objects else None
    extra = _adverbials(draft, tense, 1 if not verb.objects else 0) if adverbials else ()
    fi_subject = subject.finnish(predicate.subject_case)
    return _ordered(order, subject, fi_subject, predicate, verb, argument, extra, negative)


def infinitive(draft: Draft, kind: str = "nominative") -> Triple:
    """An infinitive with its object: `sprida information`, as in lists of tasks."""
    verb = draft.draw.choice([v for v in verbs() if v.objects and v.subjects != "p"])
    mark = draft.mark()
    argument = noun_phrase(draft, verb.objects)
    fi, after = argument.object(verb.case, kind)
    extra = _adverbials(draft, "modal", 0)
    return _with(
        (
            join(mark(verb.infinitive), verb.swedish_preposition, argument.sv),
            join(mark(verb.english), verb.english_preposition, argument.en),
            join(mark(verb.finnish.infinitive), fi, after),
        ),
        extra,
    )


def imperative(draft: Draft) -> Triple:
    """`Stäng dörren`: to one person, also in Finnish; sometimes negated."""
    verb = draft.draw.choice([v for v in verbs() if v.objects])
    mark = draft.mark()
    argument = noun_phrase(draft, verb.objects)
    extra = _adverbials(draft, "modal", 0)
    if draft.draw.random() < 0.15:
        fi, after = argument.object(verb.case, "negative")
        first, _, rest = verb.imperative.partition(" ")
        swedish = join(mark(first), "inte", rest)
        english, finnish = "do not " + mark(verb.english), "älä " + mark(verb.finnish.connegative)
    else:
        fi, after = argument.object(verb.case, "nominative")
        swedish, english = mark(verb.imperative), mark(verb.english)
        finnish = mark(verb.finnish.connegative)
    return _with(
        (
            join(swedish, verb.swedish_preposition, argument.sv),
            join(english, verb.english_preposition, argument.en),
            join(finnish, fi, after),
        ),
        extra,
    )


def relative(draft: Draft, head: NounPhrase) -> NounPhrase:
    """The head with a relative clause: `skolan som stänger idag`, joka, jotka."""
    kinds = "p" if head.human else "obs"
    verb = draft.draw.choice([v for v in verbs() if set(kinds) & set(v.subjects)])
    tense = draft.draw.choice(("present", "past", "perfect", "modal"))
    many = head.plural or head.counted
    gap = NounPhrase("", "", lambda _: "", many, head.english_plural)
    predicate = active(draft, verb, gap, tense, negative=False)
    if predicate.subject_case == "gen":
        return head
    argument = noun_phrase(draft, verb.objects, 1) if verb.objects else None
    extra = () if argument else _adverbials(draft, tense, 1)
    fi_gap = "jotka" if many else "joka"
    sv, en, fi = _ordered("sub", gap, "", predicate, verb, argument, extra, False)
    who = "who" if head.human else "that"
    return NounPhrase(
        f"{head.sv} som {sv}", f"{head.en} {who} {en}",
        lambda case: f"{head.finnish(case)}, {fi_gap} {fi},",
        head.plural, head.english_plural, counted=head.counted, human=head.human,
    )  # fmt: skip


def join(*parts: str) -> str:
    """The parts that there are, with spaces between."""
    return " ".join(part for part in parts if part)


def third(base: str) -> str:
    """The English form after he, she or it."""
    first, _, rest = base.partition(" ")
    if first.endswith(("s", "sh", "ch", "x", "o")):
        first += "es"
    elif first.endswith("y") and first[-2] not in "aeou":
        first = first[:-1] + "ies"
    else:
        first += "s"
    return join(first, rest)


def _subject(draft: Draft, verb: Verb, tense: str) -> NounPhrase:
    chance = draft.draw.random()
    if set("op") & set(verb.subjects):
        if chance < 0.14:
            return we(draft)
        if chance < 0.22 and "p" in verb.subjects and tense in {"present", "modal"}:
            return you(draft)
    subject = noun_phrase(draft, verb.subjects)
    if chance > 0.95:
        return relative(draft, subject)
    return subject


def _person(subject: NounPhrase) -> int:
    """0 he, 1 they, 2 we, 3 you: the index of Finnish forms."""
    if subject.person != 3:
        return subject.person + 1
    return int(subject.plural)


def _suffixed(words: str, ending: str) -> str:
    first, _, rest = words.partition(" ")
    return join(first + ending, rest)


def _plural_participle(participle: str) -> str:
    first, _, rest = participle.partition(" ")
    return join(first[:-2] + "eet", rest)


def active(draft: Draft, verb: Verb, subject: NounPhrase, tense: str, negative: bool) -> Predicate:
    """The verb in the active voice, agreeing with the subject."""
    mark = draft.mark()
    if tense == "modal":
        return _active_modal(draft, verb, subject, negative, mark)
    person = _person(subject)
    finite, _, rest = {"present": verb.present, "past": verb.past, "perfect": verb.supine}[
        tense
    ].partition(" ")
    many = subject.english_plural
    fi = verb.finnish
    participle = fi.participle if person in {0, 3} else _plural_participle(fi.participle)
    no = ("ei", "eivät", "emme", "et")[person]
    kind = "negative" if negative else "active"
    if tense == "perfect":
        have, be = ("have" if many else "has"), ("on", "ovat", "olemme", "olet")[person]
        english = (have + " not" if negative else have, mark(verb.participle))
        return Predicate(
            ("har", mark(join(finite, rest))), english, english,
            (f"{no} ole" if negative else be, mark(participle)), clause=kind,
        )  # fmt: skip
    if tense == "past":
        finnish = (fi.past, _past_plural(fi.past), _suffixed(fi.past_stem, "mme"), "")[person]
        does, form = "did", verb.english_past
    else:
        finnish = (
            fi.singular, fi.plural, _suffixed(fi.connegative, "mme"), _suffixed(fi.connegative, "t")
        )[person]  # fmt: skip
        does, form = ("do", verb.english) if many else ("does", third(verb.english))
    if negative:
        finnish_parts = (no, mark(participle if tense == "past" else fi.connegative))
        english = (f"{does} not", mark(verb.english))
    else:
        finnish_parts, english = (mark(finnish), ""), (mark(form), "")
    return Predicate(
        (mark(finite), mark(rest)), english, (does, mark(verb.english)), finnish_parts, clause=kind
    )


def _past_plural(past: str) -> str:
    front = not set("aou") & set(past.split(maxsplit=1)[0])
    return _suffixed(past, "vät" if front else "vat")


def _active_modal(
    draft: Draft, verb: Verb, subject: NounPhrase, negative: bool, mark: Callable[[str], str]
) -> Predicate:
    person, many = _person(subject), subject.english_plural
    sv, one, they, not_one, not_they, kind = draft.draw.choice(MODALS[:-1] if not negative else (
        *MODALS[:5], *MODALS[6:]))  # fmt: skip
    fi = verb.finnish
    no = ("ei", "eivät", "emme", "et")[person]
    words = (not_they if many else not_one) if negative else (they if many else one)
    english = (words, mark(verb.english))
    question = english
    if " to" in words and not negative:
        base = they
        question = ("do" if many else "does", f"{base} {mark(verb.english)}")
    swedish = (sv.split()[0], join(*sv.split()[1:], mark(verb.infinitive)))
    case, clause_kind = "nom", "negative" if negative else "active"
    if kind == "present":
        if negative:
            finnish = (no, mark(fi.connegative))
        else:
            forms = (
                fi.singular, fi.plural, _suffixed(fi.connegative, "mme"),
                _suffixed(fi.connegative, "t"),
            )  # fmt: skip
            finnish = (mark(forms[person]), "")
    elif kind in {"täytyy", "pitäisi", "tarvitse"}:
        case, clause_kind = "gen", "negative" if negative else "nominative"
        finnish = (f"ei {kind}" if negative else kind, mark(fi.infinitive))
    else:
        forms = tuple(kind.split())
        stem = forms[2].removesuffix("mme")
        finnish = (f"{no} {stem}" if negative else forms[person], mark(fi.infinitive))
    return Predicate(swedish, english, question, finnish, case, clause_kind)


def _passive(
    draft: Draft, order: str, verb: Verb, subject: NounPhrase, tense: str, negative: bool,
    adverbials: bool,
) -> Triple:  # fmt: skip
    mark = draft.mark()
    many = subject.english_plural
    fi = verb.finnish
    first, _, rest = fi.passive_past.partition(" ")
    done = join(first[:-3] + ("y" if fi.infinitive.split()[0][-1] == "ä" else "u"), rest)
    present_first, _, present_rest = fi.passive.partition(" ")
    undone = join(present_first[:-2], present_rest)
    parts = particle(verb)
    if tense == "modal":
        swedish, english, finnish = _passive_modal(draft, verb, negative, undone, mark)
    elif tense == "perfect":
        swedish = ("har", mark(join(swedish_passive(verb, "supine"), parts)))
        have = "have" if many else "has"
        english = (have + " not" if negative else have, f"been {mark(verb.participle)}")
        finnish = ("ei ole" if negative else "on", mark(done))
    else:
        swedish = (mark(swedish_passive(verb, tense)), mark(parts))
        be = {"present": ("is", "are"), "past": ("was", "were")}[tense][many]
        english = (be + " not" if negative else be, mark(verb.participle))
        form = fi.passive if tense == "present" else fi.passive_past
        finnish = (mark(form), "")
        if negative:
            finnish = ("ei", mark(undone if tense == "present" else done))
    predicate = Predicate(swedish, english, english, finnish)
    fi_subject, _ = subject.object(verb.case, "negative" if negative else "nominative")
    extra = _adverbials(draft, tense, 0) if adverbials else ()
    return _ordered(order, subject, fi_subject, predicate, verb, None, extra, negative)


def _passive_modal(
    draft: Draft, verb: Verb, negative: bool, undone: str, mark: Callable[[str], str]
) -> tuple[tuple[str, str], tuple[str, str], tuple[str, str]]:
    choices = [
        ("ska", "will", "will not", ("", ""), ("ei", mark(undone))),
        ("kommer att", "will", "will not", ("", ""), ("ei", mark(undone))),
        ("kan", "can", "cannot", ("voidaan", ""), ("ei voida", "")),
        ("får", "may", "may not", ("saa", ""), ("ei saa", "")),
        ("bör", "should", "should not", ("pitäisi", ""), ("ei pitäisi", "")),
    ]
    if not negative:
        choices.append(("måste", "must", "", ("täytyy", ""), ("", "")))
    sv, en, en_not, fi, fi_not = draft.draw.choice(choices)
    infinitive = join(swedish_passive(verb, "infinitive"), particle(verb))
    swedish = (sv.split()[0], join(*sv.split()[1:], mark(infinitive)))
    english = (en_not if negative else en, f"be {mark(verb.participle)}")
    finnish = fi_not if negative else fi
    if en == "will":
        finnish = finnish if negative else (mark(verb.finnish.passive), "")
    else:
        finnish = (finnish[0], mark(verb.finnish.infinitive))
    return swedish, english, finnish


def _ordered(
    order: str, subject: NounPhrase, fi_subject: str, predicate: Predicate, verb: Verb,
     argument: NounPhrase | None, extra: tuple[Triple, ...], negative: bool,
) -> Triple:  # fmt: skip
    no = "inte" if negative else ""
    sv_object = en_object = fi_object = ""
    if argument:
        fi, after = argument.object(verb.case, predicate.clause)
        sv_object = join(verb.swedish_preposition, argument.sv)
        en_object = join(verb.english_preposition, argument.en)
        fi_object = join(fi, after)
    (sv_fin, sv_rest), (en_fin, en_rest), (fi_fin, fi_rest) = (
        predicate.sv, predicate.en, predicate.fi
    )  # fmt: skip
    if order == "question":
        en_fin, en_rest = predicate.en_question
        first, _, rest = fi_fin.partition(" ")
        fi_fin = join(_asked(first), rest)
        base = (
            join(sv_fin, subject.sv, no, sv_rest, sv_object),
            join(en_fin, subject.en, en_rest, en_object),
            join(fi_fin, fi_subject, fi_rest, fi_object),
        )
        return _with(base, extra)
    english = join(subject.en, en_fin, en_rest, en_object)
    finnish = join(fi_subject, fi_fin, fi_rest, fi_object)
    if order == "sub":
        base = (join(subject.sv, no, sv_fin, sv_rest, sv_object), english, finnish)
        return _with(base, extra)
    if order == "main" or not extra:
        base = (join(subject.sv, sv_fin, no, sv_rest, sv_object), english, finnish)
        return _with(base, extra)
    (sv_front, en_front, fi_front), *others = extra
    base = (
        join(sv_front, sv_fin, subject.sv, no, sv_rest, sv_object),
        join(en_front, english),
        join(fi_front, finnish),
    )
    return _with(base, tuple(others))


def _asked(word: str) -> str:
    bare = word.rstrip(chr(CLOSE))
    front = not set("aou") & set(bare)
    return bare + ("kö" if front else "ko") + word[len(bare) :]


def _adverbials(draft: Draft, tense: str, least: int) -> tuple[Triple, ...]:
    draw = draft.draw
    count = max(least, draw.choice((0, 1, 1, 1, 2)))
    kinds = draw.sample(("time", "time", "place", "purpose"), count)
    chosen = []
    if "time" in kinds:
        chosen.append(draft.fixed(draw.choice(times(tense))))
    if "place" in kinds:
        chosen.append(draft.fixed(draw.choice(phrases("places.txt"))))
    if "purpose" in kinds:
        chosen.append(draft.fixed(draw.choice(phrases("purposes.txt"))))
    return tuple(chosen)


def times(tense: str) -> list[Phrase]:
    """The adverbials of time that go with a tense."""
    tags = {"present": "pa", "modal": "pa", "past": "da", "perfect": "fa"}[tense]
    return [phrase for phrase in phrases("times.txt") if phrase.tag in tags]


def _with(base: Triple, extra: tuple[Triple, ...]) -> Triple:
    sv, en, fi = (join(base[i], *(words[i] for words in extra)) for i in range(3))
    return sv, en, fi
