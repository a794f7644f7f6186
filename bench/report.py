"""The figures over time as pictures: `python -m bench.report` writes `bench/report.html`.

A page without scripts: each figure has a line and, for those who do not see it, a table.
"""

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from bench.history import Measurement, read

REPORT = Path(__file__).parent / "report.html"
WIDTH, HEIGHT, EDGE = 640, 160, 24
STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
svg{width:100%;height:auto;background:#f5f7f8;border:1px solid #ccd5da}
table{border-collapse:collapse}th,td{padding:.1rem .8rem .1rem 0;text-align:left}
td.number{text-align:right;font-variant-numeric:tabular-nums}
"""

Points = Sequence[tuple[Measurement, float]]


def report(history: Sequence[Measurement]) -> str:
    """The page in HTML."""
    parts = [_figures(bench, history) for bench in dict.fromkeys(m.bench for m in history)]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<title>Figures over time</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<h1>Figures over time</h1>\n"
        "<p>Each point is a measurement that was kept (<code>bench/history.jsonl</code>). "
        "“Machine” is what that machine took at that moment for ten million additions, in "
        "seconds: figures of machines that differ do not compare.</p>\n"
        f"{Markup('').join(parts)}</body>\n</html>\n"
    )


def _figures(bench: str, history: Sequence[Measurement]) -> Markup:
    mine = [m for m in history if m.bench == bench]
    names = dict.fromkeys(name for m in mine for name in m.figures)
    parts = [
        _figure(name, [(m, m.figures[name]) for m in mine if name in m.figures]) for name in names
    ]
    return Markup("<h2>{}</h2>\n{}").format(bench, Markup("").join(parts))


def _figure(name: str, points: Points) -> Markup:
    rows = Markup("").join(_row(m, value) for m, value in points)
    return Markup(
        "<h3>{name}</h3>\n{picture}\n<table><thead><tr><th>Day</th><th>Commit</th>"
        "<th>Machine</th><th>{name}</th></tr></thead><tbody>{rows}</tbody></table>\n"
    ).format(name=name, picture=_picture(name, points), rows=rows)


def _row(measurement: Measurement, value: float) -> Markup:
    cell = Markup('<td class="number">{}</td>')
    return Markup("<tr><td>{}</td><td>{}</td>{}{}</tr>").format(
        measurement.day,
        measurement.commit,
        cell.format(measurement.machine),
        cell.format(f"{value:,g}"),
    )


def _picture(name: str, points: Points) -> Markup:
    """A line from left to right in the order of time; zero is at the bottom."""
    most = max(value for _, value in points) or 1
    step = (WIDTH - 2 * EDGE) / max(len(points) - 1, 1)
    places = [
        (EDGE + number * step, HEIGHT - EDGE - value / most * (HEIGHT - 2 * EDGE))
        for number, (_, value) in enumerate(points)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = Markup("").join(
        Markup('<circle cx="{}" cy="{}" r="4" fill="#004b6b"/>').format(f"{x:.1f}", f"{y:.1f}")
        for x, y in places
    )
    label = f"{name}: from {points[0][1]:,g} to {points[-1][1]:,g}; most {most:,g}"
    return Markup(
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}"><line x1="{e}" x2="{r}" y1="{b}" '
        'y2="{b}" stroke="#888"/><polyline points="{}" fill="none" stroke="#004b6b" '
        'stroke-width="2"/>{}</svg>'
    ).format(WIDTH, HEIGHT, label, line, dots, e=EDGE, r=WIDTH - EDGE, b=HEIGHT - EDGE)


def main() -> None:
    """Write the page."""
    REPORT.write_text(report(read()), "utf-8")
    print(REPORT)


if __name__ == "__main__":
    main()
