"""All measurements, one after the other, each in a process of its own: `make bench`."""

import importlib.util
import subprocess
import sys
from pathlib import Path

BENCHES = ("briefing", "text", "pdf", "parse", "word", "catalog", "memory", "translation")
PEERS = {
    "docx2python": "docx2python",
    "mammoth": "Mammoth",
    "typst": "Typst",
    "weasyprint": "WeasyPrint",
}


def main() -> None:
    if any(importlib.util.find_spec(name) is None for name in PEERS):
        print(f"Installing the tools to compare with: {', '.join(PEERS.values())}")
        lock = Path(__file__).parent / "requirements.lock"
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock]
        subprocess.run(pip, check=True)
    for name in BENCHES:
        print(f"\n== {name}", flush=True)
        subprocess.run([sys.executable, "-m", f"bench.{name}"], check=True)


if __name__ == "__main__":
    main()
