"""Tables of Swedish words that the rules of fidelity know."""


def word_set(text: str) -> frozenset[str]:
    """The words of a text with white space between them."""
    return frozenset(text.split())


TRANSLATABLE = word_set(
    """Barnen Europeiska Förenta Förbundet Förbund Föreningen Hälso Högsta Kommun Kommunen
    Korset Kyrkan Landstinget Lilla Nationerna Nationella Nordiska Norra Nya Polisen Region
    Regionen Riksdagen Regeringen Rädda Röda Sjukhuset Staten Statens Stora Sveriges Svenska
    Södra Unionen Västra Östra Stockholm Göteborg Malmö Mälardalen Norden Europa Östersjön
    Sverige Svensk Finland Norge Danmark Island Covid Corona Coronaviruset Internet EU FN
    Herr Fru Kommunfullmäktige Kommunstyrelsen Länsstyrelsen Jul Påsk Midsommar Ramadan Gud
    Bibeln Koranen Allah"""
)
"""Words of names that have a form of their own in other languages."""

TRANSLATABLE_ENDINGS = tuple(
    word_set(
        """myndigheten styrelsen verket kassan nämnden förmedlingen inspektionen rådet
        fullmäktige förvaltningen sjukhuset kommissionen departementet ombudsmannen polisen
        tjänsten kontoret domstolen kyrkan regionen kommunen länet skolan avdelningen enheten
        institutet organisationen gården huset centralen jouren förbundet högskolan
        universitetet"""
    )
)
"""Of authorities and their parts: Folkhälsomyndigheten, Polismyndigheten."""

NOT_AFTER_GENITIVE = word_set(
    """och eller samt som är var har hade kan ska skall vill får måste gör i på av för från med
    om till under vid efter innan utan mot att inte också men så där när än de vi ni nu just"""
)
"""Words that do not begin the noun phrase that a genitive belongs to."""

OF_A_PLACE = word_set("kommun kommuns kommunens stad stads län läns församling")
"""Words after the genitive of a place's name."""

GIVEN_NAMES = word_set(
    """Agneta Ahmed Ali Alice Anders Andreas Anette Anita Ann Anna Anneli Annika Arne Astrid
    Barbro Bengt Berit Bertil Birgitta Bo Björn Britt Camilla Carin Carina Carl Carolina Caroline
    Catarina Charlotte Christer Christian Christina Christoffer Claes Cecilia Dan Daniel David
    Ebba Elin Elisabet Elisabeth Ella Elsa Emelie Emil Emma Erik Erika Eva Fatima Fredrik Frida
    Gerd Göran Gun Gunilla Gunnar Gustav Hanna Hans Hassan Helena Henrik Håkan Ida Inga Inger
    Ingrid Irene Jakob Jan Jenny Jessica Joakim Johan Johanna Johannes John Jonas Josefin Julia
    Karin Karl Karolina Katarina Kerstin Kjell Klara Kristina Lars Leif Lena Lennart Linda Linnea
    Lina Lisa Louise Lovisa Magnus Malin Marcus Margareta Maria Marianne Marie Markus Martin
    Mats Mattias Matilda Mikael Mohamed Monica Niklas Nils Ola Olof Oscar Oskar Patrik Per
    Peter Petra Pia Rebecca Rickard Robert Roger Roland Rolf Sara Sebastian Simon Siv Sofia
    Sofie Stefan Sten Stig Sven Susanne Therese Thomas Tobias Tomas Ulf Ulla Ulrika Urban
    Victoria Viktor Wilhelm William Yvonne Åke Åsa"""
)
"""The most usual first names in Sweden (Statistics Sweden): a name also at a sentence's start."""

NAME_PARTICLES = word_set("von van af av de der den la el bin al")
"""Small words inside a person's name."""

COMPANY_FORMS = word_set("AB HB KB")
"""What stands after a company's name."""

ONLY_SWEDISH = word_set(
    "och att är för på från inte ska eller när också även samt detta dessa vår våra"
)
"""Words of nearly every Swedish sentence that no other language of the table has."""

SAME_IN_OTHERS = word_set(
    "information service test plan problem motion expert media radio internet start sport telefon"
)
"""Words that may look the same in the translation."""
