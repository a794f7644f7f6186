"""What a style must be, so that pages can be set in it."""

import math
from dataclasses import fields

from pipeline.errors import RenderError
from pipeline.messages import Message, message
from pipeline.style import Style

LARGEST_PAGE_MM = 5_000
"""A page of PDF/A-2 measures at most 14,400 pt (ISO 19005-2 6.1.13)."""
NARROWEST_TEXT_MM = 60
"""Between the side margins; Arabic's are wider by 5 mm each."""
LOWEST_TEXT_MM = 80
LEAST_TOP_MM, LEAST_BOTTOM_MM, LEAST_SIDE_MM = 30, 22, 5
"""Above the text stands the running header, below it the footer."""
SIZES_PT = (4.0, 72.0)
"""Of letters."""
LINE_HEIGHTS = (1.0, 4.0)
MOST_GAP_PT = 100
HEADING_LEVELS = 5


def check_style(style: Style) -> None:
    """Raises RenderError, which names the value of the style that is not possible."""
    for field in fields(style):
        value = getattr(style, field.name)
        if isinstance(value, float | int) and not math.isfinite(value):
            raise _impossible(field.name)
    for name in ("body_pt", "title_pt", "small_pt"):
        _check_range(name, getattr(style, name), *SIZES_PT)
    for size in style.heading_pt:
        _check_range("heading_pt", size, *SIZES_PT)
    if len(style.heading_pt) != HEADING_LEVELS:
        raise _impossible("heading_pt")
    _check_range("line_height", style.line_height, *LINE_HEIGHTS)
    for name in ("paragraph_gap_pt", "heading_gap_before_pt", "heading_gap_after_pt"):
        _check_range(name, getattr(style, name), 0, MOST_GAP_PT)
    _check_range("list_indent_pt", style.list_indent_pt, 0, MOST_GAP_PT)
    if style.alignment not in ("ragged", "justified"):
        raise _impossible("alignment")
    _check_page(style)


def _check_page(style: Style) -> None:
    width, height = style.page_width_mm, style.page_height_mm
    _check_range("page_width_mm", width, NARROWEST_TEXT_MM, LARGEST_PAGE_MM)
    _check_range("page_height_mm", height, LOWEST_TEXT_MM, LARGEST_PAGE_MM)
    _check_range("margin_side_mm", style.margin_side_mm, LEAST_SIDE_MM, width)
    _check_range("margin_top_mm", style.margin_top_mm, LEAST_TOP_MM, height)
    _check_range("margin_bottom_mm", style.margin_bottom_mm, LEAST_BOTTOM_MM, height)
    is_narrow = width - 2 * style.margin_side_mm < NARROWEST_TEXT_MM
    if is_narrow or height - style.margin_top_mm - style.margin_bottom_mm < LOWEST_TEXT_MM:
        raise _refused(
            message(
                "The margins leave less than {width} × {height} mm for the text of a page; make "
                "them smaller.",
                width=NARROWEST_TEXT_MM,
                height=LOWEST_TEXT_MM,
            ),
            "margin_side_mm" if is_narrow else "margin_top_mm",
        )


def _check_range(name: str, value: float, least: float, most: float) -> None:
    if not least <= value <= most:
        raise _impossible(name)


def _impossible(name: str) -> RenderError:
    return _refused(
        message("No page can be set with this value of the style; write a usual one."), name
    )


def _refused(text: Message, name: str) -> RenderError:
    return RenderError(text, where=f"style.{name}")
