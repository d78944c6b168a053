"""Names of WordprocessingML elements and attributes (ECMA-376 part 1), written out for look-up by tag."""

from __future__ import annotations

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
"""The namespace of "Strict Open XML" files: same names, another address."""
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def w(name: str) -> str:
    """The full tag of a WordprocessingML name."""
    return f"{{{WORD}}}{name}"


VAL, ID, TYPE = w("val"), w("id"), w("type")
REL_ID = f"{{{RELATIONS}}}id"
BODY, PARAGRAPH, RUN, TABLE, ROW, CELL = w("body"), w("p"), w("r"), w("tbl"), w("tr"), w("tc")
PPR, RPR, TRPR, TCPR, TBLPR, TBL_GRID = w("pPr"), w("rPr"), w("trPr"), w("tcPr"), w("tblPr"), w("tblGrid")
TEXT_BOX, ALT_CHUNK = w("txbxContent"), w("altChunk")
DELETED, MOVED = w("del"), w("moveFrom")
ALTERNATE, CHOICE, FALLBACK = (f"{{{_COMPATIBILITY}}}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
MATH, MATH_TEXT = f"{{{_MATH}}}oMath", f"{{{_MATH}}}t"

WRAPPERS = frozenset(map(w, ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")))
"""Elements around blocks, rows, cells or runs that change nothing about their text."""


def is_on(value: str | None) -> bool:
    """The value of a toggle such as ``w:b``: on where no value is given."""
    return value not in ("0", "false", "off", "none")


def number(value: str | None, otherwise: int = 0) -> int:
    """A whole number from an attribute; odd or missing ones give ``otherwise``."""
    try:
        return int(value) if value is not None and len(value) < 10 else otherwise
    except ValueError:
        return otherwise
