"""What a page leads to besides its content: its other languages, the statement, the feed.

A page alone does not tell whether the site has these files; `check_site` does.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from pipeline.check.html_tree import Node, node
from pipeline.interface import interface
from pipeline.languages import SOURCE_TAG, Language
from pipeline.published_paths import STATEMENTS
from pipeline.webpage import PageLinks

_FEED = "application/atom+xml"
_OWN_ADDRESS = ("https://", "http://")


def statement_of(own: Language) -> str:
    """The accessibility statement that the pages of a language lead to, under the site."""
    return STATEMENTS[0] if own.is_swedish else STATEMENTS[1]


def feed_of(own: Language) -> str:
    """The feed of a language, under the site."""
    return f"{own.tag}.atom"


def links_of(
    page: Node, own: Language, path: str, alternates: tuple[tuple[str, str], ...]
) -> PageLinks:
    """The links that this page must have, by what it says that the site has.

    `path` is the page's own, under the site. `canonical` is as in the page, if that is its own
    address; the check of the whole site tells whether all pages name the same site.
    """
    up = "../" * path.count("/")
    goals = {link.attributes.get("href") for foot in page.all("footer") for link in foot.all("a")}
    statement, feed = up + statement_of(own), up + feed_of(own)
    addresses = (
        link.attributes.get("href", "")
        for link in page.all("link")
        if link.attributes.get("rel") == "canonical"
    )
    is_own = [a for a in addresses if a.startswith(_OWN_ADDRESS) and a.endswith(f"/{quote(path)}")]
    canonical = is_own[0] if is_own else None
    return PageLinks(
        alternates,
        statement if statement in goals else None,
        feed if feed in goals else None,
        canonical,
        "article" if "/" in path else "website",
    )


def head_links(links: PageLinks, title: str, description: str, issuer: str) -> Iterator[Node]:
    """The elements of the head, in order."""
    for tag, address in links.alternates:
        yield node("link", {"rel": "alternate", "hreflang": tag, "href": address})
    if links.feed:
        yield node("link", {"rel": "alternate", "type": _FEED, "href": links.feed})
    if links.canonical:
        yield node("link", {"rel": "canonical", "href": links.canonical})
        graph = {
            "type": links.kind,
            "url": links.canonical,
            "title": title,
            "description": description,
            "site_name": issuer,
        }
        for name, value in graph.items():
            yield node("meta", {"property": f"og:{name}", "content": value})


def foot_links(links: PageLinks, own: Language) -> Iterator[Node]:
    """The list at the end of the page. Raises MissingStringError."""
    strings = interface(own.tag)
    items: list[Node] = []
    if links.statement:
        statement = {"href": links.statement, "hreflang": "sv" if own.is_swedish else "en"}
        words = strings.resident("Accessibility statement (in Swedish and English)")
        items.append(node("li", None, node("a", statement, words)))
    if links.feed:
        feed = {"href": links.feed, "hreflang": own.html}
        words = strings.resident("New and updated documents (feed)")
        items.append(node("li", None, node("a", feed, words)))
    if items:
        yield node("ul", {"class": "about", "role": "list"}, *items)


def alternates_of(
    name: str, own: Language, others: Sequence[Language]
) -> tuple[tuple[str, str], ...]:
    """A document's page in its languages, as the head names them: its own language first.

    The Swedish page is for readers of any other language. A page that is alone names none.
    """
    if not others:
        return ()
    pages = [(each.html, quote(f"../{each.tag}/{name}.{each.tag}.html")) for each in (own, *others)]
    swedish = [("x-default", address) for tag, address in pages if tag == SOURCE_TAG]
    return (*pages, *swedish)
