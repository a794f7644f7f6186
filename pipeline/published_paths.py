"""Which paths published files may have, and those of the site's own pages."""

INDEX = "index.html"


def language_page(tag: str) -> str:
    """The page that lists the documents in a language, under the output folder."""
    return f"{tag}.html"


def is_safe_path(path: str) -> bool:
    """Whether a path with forward slashes stays inside the folder that it is relative to.

    Also refused: what no web server or no other operating system could hold (a backslash, a
    colon, a control character), and hidden names.
    """
    parts = path.split("/")
    return all(
        part
        and not part.startswith(".")
        and part.isprintable()
        and not set(part) & set('\\:*?"<>|')
        for part in parts
    )
