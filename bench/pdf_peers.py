"""The same text by Typst and by WeasyPrint: tagged PDF/UA-1, in the same fonts, 11 pt."""

import html
from importlib.resources import files

from bench.pdf_texts import TITLES, Lines

FONTS = files("pipeline").joinpath("fonts")
FAMILIES = {"sv": "Noto Sans", "ar": "Noto Naskh Arabic"}


def typst_pdf(lines: Lines, tag: str) -> bytes:
    """By Typst, in this process."""
    import typst

    family = f'("{FAMILIES[tag]}", "Noto Sans")'
    body = [
        f'#set document(title: "{TITLES[tag]}")',
        '#set page(paper: "a4", margin: (x: 35mm, top: 32mm, bottom: 25mm), numbering: "1")',
        f'#set text(font: {family}, size: 11pt, lang: "{tag}")',
    ]
    for line in lines:
        level = len(line) - len(line.lstrip("#"))
        mark = "=" * level if level else "-" if line.startswith("- ") else ""
        text = _escaped(line[level:].removeprefix("- ").strip())
        body += [f"{mark} {text}"] if mark == "-" else ["", f"{mark} {text}".strip(), ""]
    return bytes(
        typst.compile(
            "\n".join(body).encode(),
            format="pdf",
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )
    )


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\#*_`$<>@~=-+/[]" else c for c in text)


def weasyprint_pdf(lines: Lines, tag: str) -> bytes:
    """By WeasyPrint, in this process."""
    import weasyprint

    names = {"N": "NotoSans", "A": "NotoNaskhArabic"}
    faces = "".join(
        f"@font-face{{font-family:{short};font-weight:{weight};"
        f"src:url(file://{FONTS}/{name}-{weight.capitalize().replace('Normal', 'Regular')}.ttf)}}"
        for short, name in names.items()
        for weight in ("normal", "bold")
    )
    css = (
        f"{faces}@page{{size:A4;margin:32mm 35mm 25mm;@bottom-right{{content:counter(page)}}}}"
        f"body{{font:11pt/1.4 {'A,N' if tag == 'ar' else 'N'}}}p,li{{margin:8pt 0}}"
    )
    body: Lines = []
    for line in lines:
        level = len(line) - len(line.lstrip("#"))
        text = html.escape(line[level:].removeprefix("- ").strip())
        if level:
            body.append(f"<h{level}>{text}</h{level}>")
        else:
            body.append(f"<ul><li>{text}</li></ul>" if line.startswith("- ") else f"<p>{text}</p>")
    direction = "rtl" if tag == "ar" else "ltr"
    page = (
        f'<html lang="{tag}" dir="{direction}"><title>{TITLES[tag]}</title>'
        f"<style>{css}</style>{''.join(body)}</html>"
    )
    return bytes(weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"))
