"""Where Swedish sentences end, and texts of translated sentences."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.languages import language
from pipeline.translate.schemes import SLOT, slot
from pipeline.translate.sentences import Sentence, join_sentences, split_sentences

# In each case a | stands where a sentence ends; the white space after it is the separator.
CASES = (
    # Plain ends.
    "Vi ses i morgon. |Ta med kaffe. |Välkommen!",
    "Vem är du? |Vad vill du? |Svara nu!",
    "Nu får vi hjälpas åt för en trygg och säker kommun! |Hör av dig.",
    "Detta är en rubrik utan punkt",
    # Abbreviations inside a sentence.
    "Mötet börjar kl. 8.15 i dag. |Kom i tid.",
    "Kl. 8 öppnar vi. |Kl. 16 stänger vi.",
    "Se nr. 5 på listan. |Den är ny.",
    "Vi har s.k. Ordningsvakter i centrum. |De är fyra.",
    "Ta med t.ex. Bankkort och legitimation. |Annat behövs inte.",
    "Ta med t. ex. Bankkort. |Tack.",
    "Bl.a. Securitas deltog. |Även polisen kom.",
    "Det gäller bl. a. Hallstahammar och Kolbäck.",
    "Det är stängt, dvs. Ingen kan komma in.",
    "Det rör ca. 50 personer. |Alla har fått brev.",
    "Ring tel. 0220-240 00 för hjälp. |Vi svarar direkt.",
    "Kontakta f.d. Ordföranden i föreningen. |Hon vet mer.",
    "Gamla St. Olof är en kyrka. |Den är stor.",
    "Det gäller S:t Olofs kyrka. |Den är stor.",
    "Vi möter dr. Berg och prof. Lind i dag. |De är experter.",
    "Anmälan sker senast fr.o.m. 1 maj t.o.m. 5 maj. |Sedan är det för sent.",
    "Resp. chef ansvarar. |Frågor ställs till henne.",
    "Det sker p.g.a. Covid-19 och inget annat.",
    "Se avd. Omsorg i registret. |Där finns mer.",
    "Läs mer på s. 5 i planen. |Där står allt.",
    "Enl. Folkhälsomyndigheten är läget stabilt. |Vi följer det.",
    "Dnr. KS 2020/123 är avslutat. |Beslutet är fattat.",
    "Mötet är inkl. Lunch och kaffe. |Det är gratis.",
    "Ang. Storgatan gäller nya tider. |Se skyltarna.",
    "Max. 50 personer får komma. |Min. 10 krävs.",
    "Öppet vard. 8–16. |Lördagar stängt.",
    # Abbreviations that may end a sentence.
    "Ta med kläder, skor m.m. |Vi ses där.",
    "Ta med kläder, skor m.m. till mötet. |Vi ses där.",
    "Vi har bussar, tåg osv. |Allt går i dag.",
    "Vi har bussar, tåg osv. som går i dag.",
    "Polisen, Securitas m.fl. |Alla träffas i maj.",
    "Polisen, Securitas m.fl. träffas i maj.",
    "Det hände år 500 e.Kr. |Sedan kom andra.",
    "Det hände år 500 e.Kr. och sedan kom andra.",
    "Det hände år 500 f. Kr. |Sedan kom andra.",
    "Det kostar 250 kr. |Betala i receptionen.",
    "Det kostar 250 kr. per person. |Betala i receptionen.",
    "Vi beställde 10 st. |De kommer på fredag.",
    "Vänta 5 min. |Sedan kan du gå in.",
    "Mötet är kl. 8 f.m. |Kom i tid.",
    "Det gäller till 12 dec. |Därefter stänger vi.",
    "Det gäller 12 dec. 2020 och framåt.",
    "Äg. är Hallstahem AB. |Bolaget har 90 anställda.",
    # Initials and letters.
    "Beslutet fattades av A. Berg i går. |Det gäller nu.",
    "Beslutet fattades av A. B. Berg i går. |Det gäller nu.",
    "J. R. R. Tolkien skrev boken. |Den är lång.",
    "Vi har en plan B. |Den är klar.",
    "Ät vitamin D. |Det finns i fisk.",
    # Dates, ordinals, numbers.
    "Den 5. maj är det stängt. |Den 6. maj är det öppet.",
    "Den 5. Maj är det stängt.",
    "Mötet är slut. |12 personer deltog. |Alla gick hem.",
    "Vi var 5. |Sedan gick alla hem.",
    "Det gäller år 2020. |År 2021 är annorlunda.",
    "Ökningen är 3,5 procent. |2019 var den 2,1 procent.",
    "Version 2.0 gäller från 1.5.2020. |Den är ny.",
    "Enligt 5 kap. 3 § gäller detta. |Se även 4 kap. 2 §.",
    "Enligt 5 kap. 3 § plan- och bygglagen (2010:900) krävs lov. |Ansök i tid.",
    "Klockan är 13.30. |Vi börjar.",
    "Simhallen öppnar lör. 5 dec. kl. 10. |Fri entré för alla!",
    "Ta buss nr. 51. |S.k. Munvisir räcker inte.",
    # Numbered items.
    "1. Ring 112. |2. Gå ut. |3. Vänta på hjälp.",
    "Gör så här: |1. Ring 112. |2. Gå ut.",
    "a) Ring polisen. |b) Vänta på hjälp.",
    # Quotes, brackets, dashes, ellipses.
    "”Hej!” sa han. |Sedan gick han.",
    "”Vi klarar det”, säger kommunchefen. |Hon är säker.",
    "Han sa: ”Kom nu.” |Sedan gick vi.",
    "Hon frågade: ”Är det stängt?” |Ja, det är det.",
    "Vi är klara. |”Det gick bra”, säger polisen.",
    "Det är stängt (se s. 5.) |Vi öppnar i maj.",
    "Vi har öppet (t.ex. Lördagar). |Välkommen.",
    "Vi väntar … |Sedan går vi.",
    "Vi väntar ... och väntar.",
    "Stopp! |– Gå inte in, säger polisen.",
    "Hör av dig – vi svarar. |Alltid.",
    "Är det sant?! |Ja.",
    # Addresses and codes.
    "Se www.hallstahammar.se. |Där finns mer.",
    "Skriv till a.b@hallstahammar.se eller ring 1177. |Vi svarar.",
    "Covid-19. |Läget är stabilt.",
    "Läs mer på krisinformation.se. |1177.se har råd om vård.",
    # Line breaks.
    "Första raden\n|Andra raden",
    "Detta är en rad som\nfortsätter här. |Ny mening.",
    "Ett stycke\n\n|och ett till",
)


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(text)]


@pytest.mark.parametrize("case", CASES)
def test_sentences_end_where_a_reader_ends_them(case: str) -> None:
    pieces = case.split("|")
    assert sentences("".join(pieces)) == [piece.rstrip() for piece in pieces]


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize(
    ("masked", "originals", "expected"),
    [
        ("Se nr. {0} nu. {1} kom.", ("5", "Securitas"), ["Se nr. {0} nu.", "{1} kom."]),
        ("Mötet är kl. {0}. {1} leder.", ("8.15", "A. Berg"), ["Mötet är kl. {0}.", "{1} leder."]),
        ("Vi mötte s.k. {0} där.", ("Hallstavakter",), ["Vi mötte s.k. {0} där."]),
        ("Det är slut. {0} personer kom.", ("12",), ["Det är slut.", "{0} personer kom."]),
        ("{0} Ring {1}. {2} Gå.", ("1.", "112", "2."), ["{0} Ring {1}.", "{2} Gå."]),
        ("Stängt till {0}. Sedan öppet.", ("12 dec",), ["Stängt till {0}.", "Sedan öppet."]),
        ("Av {0} i går. Det gäller.", ("Dr. A. Berg. Chef",), ["Av {0} i går.", "Det gäller."]),
    ],
)
def test_masked_text_is_split_as_the_swedish_text(
    masked: str, originals: tuple[str, ...], expected: list[str]
) -> None:
    slots = [slot(number) for number in range(len(originals))]
    found = split_sentences(masked.format(*slots), originals)
    assert [sentence.text for sentence in found] == [e.format(*slots) for e in expected]


def test_a_slot_of_which_nothing_is_known_counts_like_a_name() -> None:
    assert sentences(f"Vi går. {slot(0)} kommer.") == ["Vi går.", f"{slot(0)} kommer."]


PIECES = st.sampled_from(
    [" ", "\n", "\n\n", "\u00a0", ".", "!", "…", ",", ";", ":", "”", "(", ")", "–", "1.", "kl.",
     "t.ex.", "m.m.", "A.", "Berg", "och", "12", "maj", "§", "\u202e", "\x00", "ort", "Å",
     slot(0), slot(1), "😀", "e\u0301", "\r\n", "\t"]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join))


@settings(deadline=None)
@given(TEXTS, st.integers(1, 9), st.integers(1, 3))
def test_nothing_is_lost(text: str, most_words: int, most_slots: int) -> None:
    found = split_sentences(
        text, ("Dr. A. Berg", "8.15"), most_words=most_words, most_slots=most_slots
    )
    assert "".join(s.text + s.separator for s in found) == text
    assert all(not s.separator.strip() for s in found)
    assert all(s.text == s.text.strip() and s.text for s in found[1:])
    assert all(len(s.text.split()) <= most_words for s in found)
    assert all(len(SLOT.findall(s.text)) <= most_slots for s in found)


def test_an_empty_text_and_one_of_white_space() -> None:
    assert split_sentences("") == ()
    assert split_sentences(" \n ") == (Sentence("", " \n "),)


def test_a_text_of_20_000_words_without_a_stop_is_cut() -> None:
    words = ["kommunen"] * 20_000
    for place in range(97, 20_000, 97):
        words[place] += ";"
    found = split_sentences(" ".join(words))
    assert "".join(s.text + s.separator for s in found) == " ".join(words)
    assert max(len(s.text.split()) for s in found) <= 120
    assert [s.is_cut for s in found] == [True] * (len(found) - 1) + [False]
    assert all(s.text.endswith(";") for s in found[:-1])


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("ett två tre fyra; fem, sex sju", ["ett två tre fyra;", "fem, sex sju"]),
        ("ett två tre fyra, fem sex sju", ["ett två tre fyra,", "fem sex sju"]),
        ("ett två tre fyra – fem sex sju", ["ett två tre fyra", "– fem sex sju"]),
        ("ett två tre fyra fem sex sju", ["ett två tre fyra fem", "sex sju"]),
        ("ett; två tre fyra fem sex sju", ["ett; två tre fyra fem", "sex sju"]),
    ],
)
def test_a_long_sentence_is_cut_at_its_best_place(text: str, pieces: list[str]) -> None:
    assert [s.text for s in split_sentences(text, most_words=5)] == pieces


def test_a_text_without_any_space_is_cut_too() -> None:
    found = split_sentences("å" * 30_000)
    assert max(len(s.text) for s in found) <= 1_000
    assert "".join(s.text + s.separator for s in found) == "å" * 30_000


@pytest.mark.parametrize(
    ("tag", "joined"),
    [("fi", "A. B.\nC.\n\nD."), ("zh", "A.B.\nC.\n\nD."), ("th", "A.B.\nC.\n\nD.")],
)
def test_joined_with_the_spaces_of_the_script(tag: str, joined: str) -> None:
    found = (
        Sentence("A.", "\u00a0 "), Sentence("B.", "\n"), Sentence("C.", "\n\n"), Sentence("D.", " ")
    )  # fmt: skip
    assert join_sentences(found, language(tag)) == joined


def test_pieces_of_a_long_word_are_joined_without_a_space() -> None:
    text = "å" * 250
    found = [replace(s, text=s.text.upper()) for s in split_sentences(text)]
    assert len(found) > 1
    assert join_sentences(found, language("en")) == text.upper()


@settings(deadline=None)
@given(st.lists(st.sampled_from(["Ring 112.", "Gå ut!", "Vem kom?"]), min_size=1))
def test_split_and_joined_again_is_the_same_text(parts: list[str]) -> None:
    text = " ".join(parts)
    assert join_sentences(split_sentences(text), language("sv-simple")) == text
