"""Write the table of language subtags from the registry of BCP 47 (RFC 5646, 3).

    npm pack language-subtag-registry@0.4.2 && tar xzf language-subtag-registry-0.4.2.tgz
    python tools/make_language_subtags.py package

The package has the registry's records as JSON (CC0). The table keeps what the package cannot get
from CLDR: which primary subtags there are, what macrolanguage they belong to, and their script.
"""

import json
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "pipeline/data/language_subtags.csv"


def main(package: Path) -> None:
    """Read the unpacked package and write the table."""
    records = json.loads((package / "data/json/registry.json").read_text("utf-8"))
    rows = [
        f"{record['Subtag']},{record.get('Macrolanguage', '')},{record.get('Suppress-Script', '')}"
        for record in records
        if record["Type"] == "language"
    ]
    TARGET.write_text("\n".join(["subtag,macrolanguage,script", *sorted(rows), ""]), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
