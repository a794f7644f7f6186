"""Parts that a document holds in several forms, for programs that know more or less."""

from pipeline.parse.word.names import MC, A, Element, V

_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SHAPES = "http://schemas.microsoft.com/office/word/2010/wordprocessing"


def chosen_alternative(element: Element) -> Element | None:
    """The one branch of `mc:AlternateContent` that is read (ISO/IEC 29500-3, 9.3).

    The first choice if it holds text, pictures or shapes; else what is there for programs that
    do not know the choice, such as the picture of a three-dimensional model.
    """
    choice, fallback = element.find(f"{MC}Choice"), element.find(f"{MC}Fallback")
    if choice is None:
        return fallback
    kinds = [data.get("uri", "") for data in choice.iter(f"{A}graphicData")]
    is_known = all(kind == _DRAWN or kind.startswith(_SHAPES) for kind in kinds)
    if is_known or fallback is None:
        return choice
    has_picture = next(fallback.iter(f"{V}imagedata", f"{A}blip"), None) is not None
    return fallback if has_picture else choice
