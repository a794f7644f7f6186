"""Write the table of languages and their states into README.md.

    python -m tools.readme_table

It is that of `python -m pipeline status --markdown`; a test tells when the two differ.
"""

from pathlib import Path

from pipeline.interface import interface
from pipeline.project import Project
from pipeline.status import markdown_table, read_status

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BEGIN, END = "<!-- languages -->", "<!-- /languages -->"


def with_table(readme: str) -> str:
    """The README with today's table. Raises ValueError if it has no place for one."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{README} has no {BEGIN} … {END}")
    project = Project(ROOT / "source", ROOT / "output")
    table = "\n".join(markdown_table(read_status(project), interface("en")))
    return f"{before}{BEGIN}\n{table}\n{END}{after}"


if __name__ == "__main__":
    README.write_text(with_table(README.read_text("utf-8")), "utf-8")
