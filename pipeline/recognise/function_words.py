"""The small words of a language, by which a text in another language is noticed.

Words that two languages share (English and Finnish *on*) stand in both tables and then count
for neither.
"""

from collections.abc import Mapping

from pipeline.messages import Message, message
from pipeline.recognise.words import word_set

FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    "sv": word_set(
        """och i att en ett det den de som på är av för med till inte om har hade var kan ska
        skall vi ni du man han hon mig oss er från eller när också under över vid så men detta
        dessa denna alla vår våra vårt sin sina sitt deras efter innan mot utan bland mellan
        samt där här hur vad vilka vilken blir bli blev finns får måste vill kommer genom enligt
        se in an nu än då"""
    ),
    "en": word_set(
        """the and of to is are was were be been being has have had do does did will would can
        could should may must this that these those which who whom what when where why how with
        without from for by not no our their his her its your my they we you he she it i me us
        them there here also than then more most about into onto during after before because if
        or but all any some each other as at an a in on so up out over under between through
        while until both such own only very"""
    ),
    "fi": word_set(
        """ja on ei että tai sekä myös kun jos mutta kuin niin joka jotka jossa jonka joita joiden
        josta johon jolla jolloin tämä tämän tätä tässä tästä nämä näitä näiden se sen sitä siitä
        siinä ne niiden niitä ovat oli olivat ole olla ollut olemme voi voivat voit voidaan pitää
        täytyy tulee kanssa mukaan kautta ennen jälkeen aikana vuoksi vielä nyt jo vain kaikki
        kaikkien kaikille me meidän meitä te teidän he heidän hän hänen minkä mitä mikä miten
        missä eivät emme eli lisäksi noin asti saakka varten välillä eri sillä koska vaikka
        kuitenkin johtuen kuten muutoin muuten ehkä olette ollaan aina usein erityisesti
        esimerkiksi muun muut muita muiden silloin siksi siten tänä alla yhdessä keskuudessa
        yli alle in to an"""
    ),
    "so": word_set(
        """waa waxaa waxa waxay wuxuu wuxu waxuu waxaan waxaad iyo oo in ka ku la u si ay uu ayaa
        ayuu ayay ee ah kale kuwa kuwan kan kani tan tani taas kaas taasi kaasi kuwaas laga lagu
        loo lala isla mid marka markii haddii laakiin ama mise sidoo dhammaan dhan badan inay
        inuu inaad inaan aad aan sida ilaa kadib dib hore weli hadda jira jirta jirto leh
        leeyahay yahay tahay yihiin noqon karaan karaa karo kartaa kartaan karno doona doono
        waayo sababtoo isagoo iyadoo kasta gudaha soo sii is wax ma an so no a i en man den di
        may"""
    ),
    "ar": word_set(
        """في من على إلى الى أن ان إن التي الذي الذين هذا هذه ذلك تلك مع عن أو او كما تم قد ما لا
        لم لن كل بعد قبل بين حول خلال حتى منذ عند لدى غير ثم كان كانت يكون هو هي هم نحن حيث إذا
        و أي عبر ضد دون"""
    ),
    "fa": word_set(
        """در از به که این آن است اند را با و یا تا هم می شود شد شده کند کنید کنند کرده باید برای
        های هایی هر اما اگر نیز بر ما شما آنها خود همه دیگر هستند هست بود بودند نیست شوند دارد
        دارند باشد باشید چه چند پس پیش روی"""
    ),
}
"""By the tag of the language; `fa` serves for Dari too."""

LANGUAGE_NAMES: Mapping[str, Message] = {
    "sv": message("Swedish"),
    "en": message("English"),
    "fi": message("Finnish"),
    "so": message("Somali"),
    "ar": message("Arabic"),
    "fa": message("Persian"),
}
"""The same languages, for a sentence to staff."""

SAME_TABLE: Mapping[str, str] = {"prs": "fa", "sv-simple": "sv"}
"""Languages that share the table of another."""

SCRIPT_OF_TABLE: Mapping[str, str] = {
    "sv": "Latn", "en": "Latn", "fi": "Latn", "so": "Latn", "ar": "Arab", "fa": "Arab",
}  # fmt: skip
"""Texts are compared only with languages of their own script; the rest is the rule `script`."""

OWN_LETTERS: Mapping[str, frozenset[str]] = {
    "sv": frozenset("åäö"),
    "fi": frozenset("äö"),
    "en": frozenset(),
    "so": frozenset(),
}
"""Letters besides a–z in ordinary words; Finnish has å in names only."""

NOT_ARABIC_LETTERS: Mapping[str, frozenset[str]] = {
    "keyboard": frozenset("کیەہھے"),
    "loan": frozenset("پچژگڤڕۆێټډړږښڼۍڵ"),
}
"""Letters of Persian, Kurdish, Pashto and Urdu that Arabic has not (Unicode block Arabic).

`keyboard` are the forms that another keyboard types in place of ك, ي and ه, and which never
belong in an Arabic word; `loan` may stand in a name that is written by its sound.
"""
