"""The accessibility statement, read back: its frame, and that it tells what the law demands.

The frame is compared element by element with what it must be. The running text is the program's
and the municipality's own; of it is checked that nothing that must be there has been lost
(lag 2018:1937 and Digg's list of what a statement contains).
"""

from collections.abc import Iterator

from pipeline.check.html_index import Publisher
from pipeline.check.html_links import links_of
from pipeline.check.html_page import Page
from pipeline.check.html_parts import frame
from pipeline.check.html_tree import Node, node
from pipeline.findings import Finding
from pipeline.interface import interface
from pipeline.languages import SOURCE_TAG, Language, language
from pipeline.messages import message
from pipeline.published_paths import STATEMENTS

DIGG = "https://www.digg.se/tdosanmalan"
FEWEST_HEADINGS = 10
"""The title, seven parts, and the three kinds of content that is not accessible."""


def statement_language(path: str) -> Language:
    """The language of the statement at this path."""
    return language(SOURCE_TAG if path == STATEMENTS[0] else "en")


def expected_statement(found: Node, path: str, publisher: Publisher) -> Node:
    """The statement of this publisher, with the text that it has.

    Raises MissingStringError if the language lacks one of the page's sentences.
    """
    own = statement_language(path)
    title = interface(own.tag).show(message("Accessibility statement"))
    alternates = (("sv", STATEMENTS[0]), ("en", STATEMENTS[1]), ("x-default", STATEMENTS[1]))
    main = next(found.all("main"), node("main"))
    content = [child for child in main.children if isinstance(child, Node)]
    return frame(
        own,
        next((style.text for style in found.all("style")), ""),
        title=title,
        issuer=publisher.issuer.name,
        contact=publisher.contact,
        description=f"{title}: {publisher.issuer.name}",
        links=links_of(found, own, path, alternates),
        bar=[
            node(
                "a",
                {"class": "all", "href": "index.html"},
                interface(own.tag).resident("All languages"),
            )
        ],
        main=[node("h1", None, title), *content[1:]],
    )


def statement_findings(page: Page, path: str, publisher: Publisher) -> Iterator[Finding]:
    """What the law demands and the page does not tell."""
    main = next(page.tree.all("main"), node("main"))
    links = {link.attributes.get("href", "") for link in main.all("a")}
    other = next(each for each in STATEMENTS if each != path)
    wanted = (DIGG, other, publisher.contact.telephone_link, publisher.contact.email_link)
    for address in wanted:
        if address not in links:
            reason = "The statement has no link to {address}."
            yield Finding("statement.link", path, message(reason, address=address))
    for words in (publisher.issuer.name, "2018:1937", "9 §", "12 §", "EN 301 549"):
        if words not in main.text:
            reason = "The statement does not tell of {words}."
            yield Finding("statement.content", path, message(reason, words=words))
    headings = sum(1 for _ in main.all("h1", "h2", "h3"))
    if headings < FEWEST_HEADINGS:
        reason = "The statement has {number} headings; its parts need {least}."
        text = message(reason, number=headings, least=FEWEST_HEADINGS)
        yield Finding("statement.content", path, text)
    if not any(main.all("time")):
        yield Finding("statement.content", path, message("The statement has no date."))
