"""What a new model is tried with: plain sentences, and masked ones for the placeholder schemes."""

from dataclasses import dataclass

from pipeline.translate.schemes import slot


@dataclass(frozen=True, slots=True)
class Samples:
    """`plain` sentences, and `masked` ones in which slots stand for protected pieces."""

    plain: tuple[str, ...]
    masked: tuple[str, ...]


A, B, C = slot(0), slot(1), slot(2)

SWEDISH = Samples(
    (
        "Kommunen informerar om läget.",
        "Biblioteket är stängt på måndag.",
        "Ring oss om du har frågor.",
        "Alla skolor har öppet som vanligt.",
    ),
    (
        f"Ring {A} om du har frågor.",
        f"Mötet är den {A}.",
        f"Avgiften är {A} kronor.",
        f"Biblioteket är stängt till den {A}.",
        f"Kontakta {A} på telefon {B}.",
        f"Du kan skriva till {A}.",
        f"{A} personer deltog i mötet.",
        f"Från den {A} gäller nya regler.",
        f"Kommunen har {A} skolor och {B} förskolor.",
        f"Läs mer på {A}.",
        f"{A} är chef för {B}.",
        f"Kontoret har öppet från klockan {A} till klockan {B} den {C}.",
    ),
)

ENGLISH = Samples(
    (
        "The municipality informs about the situation.",
        "The library is closed on Monday.",
        "Call us if you have any questions.",
        "All schools are open as usual.",
    ),
    (
        f"Call {A} if you have any questions.",
        f"The meeting is on {A}.",
        f"The fee is {A} kronor.",
        f"The library is closed until {A}.",
        f"Contact {A} by telephone {B}.",
        f"You can write to {A}.",
        f"{A} people took part in the meeting.",
        f"New rules apply from {A}.",
        f"The municipality has {A} schools and {B} preschools.",
        f"Read more at {A}.",
        f"{A} is the head of {B}.",
        f"The office is open from {A} to {B} on {C}.",
    ),
)


def samples(source: str) -> Samples:
    """The sentences for a model from this language.

    Another language than Swedish is most often English, the pivot. For the others it is English
    too: a model copies what it does not know, and placeholders are to be copied.
    """
    return SWEDISH if source == "sv" else ENGLISH
