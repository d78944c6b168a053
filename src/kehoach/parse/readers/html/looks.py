"""What tags, attributes and inline styles say about an element: how it looks, and whether it is part of the text at all."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree
from msgspec import Struct


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _names(
    "address article blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre section summary table tbody td tfoot th thead tr ul"
)
"""Elements that begin and end a paragraph."""

DROPPED = _names(
    "applet area aside audio base button canvas datalist embed frameset head iframe input link map math meta meter nav noframes noscript "
    "object optgroup option output param progress script select source style svg template textarea title track video xml"
)
"""Elements that are no text of the document: code, media, form controls, navigation."""

_FURNITURE_ROLES = _names("alertdialog banner complementary contentinfo dialog menu menubar navigation search toolbar")
_FURNITURE_NAMES = re.compile(
    r"(?i)(?:^|[\s_-])(?:main-?menu|menu|navbar|nav|navigation|breadcrumbs?|sidebar|footer|pagination|pager|toolbar|social|share|login|cookies?)"
    r"(?:$|[\s_-])"
)
_HEADINGS = _names("h1 h2 h3 h4 h5 h6")
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_WEIGHT = re.compile(r"(?i)font-weight\s*:\s*(\w+)")
_ALIGN = re.compile(r"(?i)text-align\s*:\s*(\w+)")
_LIST_TYPE = re.compile(r"(?i)list-style(?:-type)?\s*:\s*([\w-]+)")
_LIST_TYPES = {
    "none": "none",
    "decimal": "1",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}


class Style(Struct, frozen=True):
    """An inline style as far as it matters; None where it says nothing. ``list_type``: as in ``<ol type>``, or "none"."""

    hidden: bool = False
    bold: bool | None = None
    centred: bool | None = None
    raised: bool = False
    list_type: str | None = None
    is_list_mark: bool = False


_PLAIN = Style()


def style_of(element: etree._Element) -> Style:
    """The element's inline style."""
    written = element.get("style")
    return _read(written) if written else _PLAIN


@lru_cache(maxsize=2048)
def _read(style: str) -> Style:
    weight, align, kind = (pattern.search(style) for pattern in (_WEIGHT, _ALIGN, _LIST_TYPE))
    lower = style.lower()
    return Style(
        hidden=_HIDDEN.search(style) is not None,
        bold=_is_bold(weight.group(1).lower()) if weight else None,
        centred=align.group(1).lower() == "center" if align else None,
        raised="vertical-align" in lower and "super" in lower,
        list_type=_LIST_TYPES.get(kind.group(1).lower()) if kind else None,
        is_list_mark="mso-list:ignore" in lower.replace(" ", ""),
    )


def _is_bold(weight: str) -> bool:
    return weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)


def bold(element: etree._Element, style: Style, otherwise: bool) -> bool:
    """Whether the text of an element is bold."""
    if style.bold is not None:
        return style.bold
    return otherwise or element.tag in ("b", "strong", "th") or element.tag in _HEADINGS


def centred(element: etree._Element, style: Style, otherwise: bool) -> bool:
    """Whether the text of an element is centred."""
    if style.centred is not None:
        return style.centred
    align = element.get("align")
    return align.lower() == "center" if align else otherwise or element.tag == "center"


def is_raised(element: etree._Element, style: Style) -> bool:
    """Whether the text of an element stands as a raised mark."""
    return element.tag == "sup" or style.raised or "footnotereference" in (element.get("class") or "").lower()


def is_left_out(element: etree._Element, style: Style) -> bool:
    """Whether an element is hidden, code, a control or the furniture of a site."""
    tag = element.tag
    if tag in DROPPED or style.hidden or element.get("hidden") is not None:
        return True
    if tag == "footer" and not any(ancestor.tag in ("article", "main") for ancestor in element.iterancestors()):
        return True
    role = element.get("role")
    if role and role.lower() in _FURNITURE_ROLES:
        return True
    named = " ".join(filter(None, (element.get("class"), element.get("id")))) if tag in BLOCKS else ""
    return (tag == "header" or (named != "" and _FURNITURE_NAMES.search(named) is not None)) and _is_mostly_links(element)


def text_of(element: etree._Element) -> str:
    """All text in an element, as in the source."""
    return "".join(map(str, element.itertext()))


def _is_mostly_links(element: etree._Element) -> bool:
    linked = sum(len(text_of(link).strip()) for link in element.iter("a"))
    return 2 * linked >= len(" ".join(text_of(element).split()))
