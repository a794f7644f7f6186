"""What protected pieces say where they are written out, in Swedish, English and Finnish."""

import random

NAMES = (
    "Anna Lind", "Karin Ström", "Erik Holm", "Lars Berg", "Maria Åkesson", "Sara Öberg",
    "Johan Nyström", "Eva Sjögren", "Ali Hassan", "Fatima Ahmed", "Olle Björk", "Per Dahl",
)  # fmt: skip
PLACES = ("Hallstahammar", "Kolbäck", "Strömsholm", "Västerås", "Köping", "Surahammar")
STREETS = ("Storgatan", "Skolgatan", "Parkvägen", "Kyrkogatan", "Industrivägen", "Ringvägen")
ORGANISATIONS = ("Securitas", "Röda Korset", "Rädda Barnen", "Mimer", "Friskis", "Scouterna")
MONTHS = (
    ("januari", "January", "tammikuuta"), ("februari", "February", "helmikuuta"),
    ("mars", "March", "maaliskuuta"), ("april", "April", "huhtikuuta"),
    ("maj", "May", "toukokuuta"), ("juni", "June", "kesäkuuta"), ("juli", "July", "heinäkuuta"),
    ("augusti", "August", "elokuuta"), ("september", "September", "syyskuuta"),
    ("oktober", "October", "lokakuuta"), ("november", "November", "marraskuuta"),
    ("december", "December", "joulukuuta"),
)  # fmt: skip


def value(kind: str, draw: random.Random) -> tuple[str, str, str]:
    """A random value of a kind of piece. Raises KeyError for a kind that there is not."""
    if kind == "date":
        day, month = draw.randint(1, 28), draw.choice(MONTHS)
        return f"{day} {month[0]}", f"{day} {month[1]}", f"{day}. {month[2]}"
    if kind == "time":
        hour, minute = draw.randint(7, 20), draw.choice(("00", "15", "30", "45"))
        return f"{hour}.{minute}", f"{hour}.{minute}", f"{hour}.{minute}"
    same = {
        "number": lambda: str(draw.randint(2, 400)),
        "tel": lambda: f"0{draw.randint(20, 999)}-{draw.randint(100, 999)} {draw.randint(10, 99)}",
        "name": lambda: draw.choice(NAMES),
        "place": lambda: draw.choice(PLACES),
        "street": lambda: f"{draw.choice(STREETS)} {draw.randint(1, 60)}",
        "org": lambda: draw.choice(ORGANISATIONS),
        "mail": lambda: "kundcenter@kommunen.se",
        "web": lambda: draw.choice(("www.kommunen.se", "krisinformation.se", "1177.se")),
        "id": lambda: f"KS {draw.randint(2019, 2029)}/{draw.randint(1, 999)}",
    }[kind]()
    return same, same, same
