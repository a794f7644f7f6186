"""The package for a translator: one zip for one document in one language.

One for each, because each is one person's job, is sent by itself and comes back by itself, and
its manifest names exactly one catalog.
"""

from dataclasses import dataclass, replace
from hashlib import sha256

from pipeline.edition import Contact
from pipeline.exchange import manifest
from pipeline.exchange.archive import unzipped, zip_bytes
from pipeline.exchange.exchanged import Exchanged, catalog_digest, exchanged
from pipeline.exchange.glossary_extract import glossary_csv, terms_of
from pipeline.exchange.returned_po import SENT
from pipeline.exchange.tbx import tbx_bytes
from pipeline.exchange.xliff import xliff_bytes
from pipeline.glossary import Glossary
from pipeline.interface import STAFF_LANGUAGES, interface
from pipeline.languages import language
from pipeline.messages import message
from pipeline.translate.approvals import Approvals
from pipeline.translate.catalog import Catalog, catalog_bytes
from pipeline.translate.po import Entry


@dataclass(frozen=True, slots=True)
class Around:
    """What goes into a package beside the texts; `pdf` is the Swedish document, if published."""

    glossary: Glossary
    contact: Contact
    pdf: bytes | None


def package_name(document: str, tag: str) -> str:
    """The file name of a package."""
    return f"{document}-{tag}.zip"


def package_bytes(catalog: Catalog, approvals: Approvals, around: Around) -> bytes:
    """The package of a catalog. Equal values give equal bytes."""
    stem = f"{catalog.document}.{catalog.language}"
    texts = exchanged(catalog, approvals)
    terms = terms_of(around.glossary, (entry.source for entry in catalog.active))
    files = {
        f"{stem}.po": sent_po(catalog),
        f"{stem}.xlf": xliff_bytes(texts),
        "glossary.csv": glossary_csv(terms, catalog.language),
        "glossary.tbx": tbx_bytes(terms, (catalog.language,)),
        "README.txt": _readme(texts, stem, around).encode("utf-8-sig"),
    }
    if around.pdf is not None:
        files[f"{catalog.document}.sv.pdf"] = around.pdf
    hashes = {name: sha256(data).hexdigest() for name, data in files.items()}
    base = tuple(Entry(e.context, e.source, e.target, e.fuzzy) for e in catalog.active)
    told = manifest.Manifest(
        catalog.document, catalog.language, catalog_digest(catalog), hashes, base
    )
    return zip_bytes({**files, manifest.FILE_NAME: manifest.manifest_bytes(told)})


def sent_po(catalog: Catalog) -> bytes:
    """The catalog as it is sent: without obsolete entries, and with its own hash."""
    header = tuple(field for field in catalog.header if field[0].lower() != SENT.lower())
    sent = (*header, (SENT, catalog_digest(catalog)))
    return catalog_bytes(replace(catalog, entries=catalog.active, header=sent))


def sent_in(data: bytes, where: str, digest: str) -> tuple[Entry, ...] | None:
    """The texts that a package was made from, if its catalog had this hash.

    Raises CatalogError if it is no package.
    """
    files = unzipped(data, where, (manifest.FILE_NAME,))
    if manifest.FILE_NAME not in files:
        return None
    told = manifest.parse_manifest(files[manifest.FILE_NAME], where)
    return told.base if told.catalog == digest else None


def _readme(texts: Exchanged, stem: str, around: Around) -> str:
    """What to do, in Swedish and in English, with the line ends of Windows."""
    return "\r\n".join(_readme_in(tag, texts, stem, around) for tag in STAFF_LANGUAGES)


def _readme_in(ui: str, texts: Exchanged, stem: str, around: Around) -> str:
    known, contact = language(texts.language), around.contact
    told = [
        message(
            "Translation of {document} from Swedish into {language} ({tag})",
            document=texts.document,
            language=known.swedish if ui == "sv" else known.endonym,
            tag=texts.language,
        ),
        message(
            "1. Translate in one of the two files, not in both: {po} (for Poedit and others) or "
            "{xliff} (XLIFF 2, for translators' programs). They hold the same texts.",
            po=f"{stem}.po",
            xliff=f"{stem}.xlf",
        ),
        message(
            "2. Keep the numbered marks <1>…</1> and <2/>: move them with their words. Keep "
            "figures, dates, telephone numbers, addresses and names as they are."
        ),
        message(
            "3. glossary.csv has the municipality's own words with their explanations; "
            "glossary.tbx has the same for translators' programs. Write questions as comments."
        ),
        message("4. The PDF file shows the document as it is published in Swedish.")
        if around.pdf is not None
        else message("4. The document is not published yet, so there is no PDF file of it."),
        message(
            "5. Send the whole folder back as a zip, or only the file that you worked in, to "
            "{name}, {email}, telephone {telephone}.",
            name=contact.name,
            email=contact.email,
            telephone=contact.telephone,
        ),
    ]
    return "".join(f"{interface(ui).show(line)}\r\n" for line in told)
