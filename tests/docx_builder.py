"""Builds .docx files from raw XML, odd and hostile ones too: what python-docx would never write."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOT_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="{{}}"/></Relationships>'
)


def root(name: str, content: str, declaration: str = "") -> str:
    """A whole part: ``<w:name>`` around content, with all namespaces declared."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{declaration}<w:{name} {_NAMESPACES}>{content}</w:{name}>'


def package(
    body: str, parts: Mapping[str, str | bytes] | None = None, *, relations: str = "", main: str = "word/document.xml", **named: str
) -> bytes:
    """A .docx with this body; ``numbering=``, ``styles=``, ``footnotes=``, ``endnotes=`` give the content of those parts."""
    folder = main.rpartition("/")[0]
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(main, folder, named),
        "_rels/.rels": _ROOT_RELATIONS.format(main),
        main: root("document", f"<w:body>{body}</w:body>"),
    }
    links = relations
    for number, (kind, content) in enumerate(named.items(), 10):
        files[f"{folder}/{kind}.xml"] = root(kind, content)
        links += f'<Relationship Id="rId{number}" Type="{_RELATION}/{kind}" Target="{kind}.xml"/>'
    files[f"{folder}/_rels/{main.rpartition('/')[2]}.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
    return zipped({**files, **(parts or {})})


def _content_types(main: str, folder: str, kinds: Iterable[str]) -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {f"/{main}": f"{word}.document.main+xml", **{f"/{folder}/{kind}.xml": f"{word}.{kind}+xml" for kind in kinds}}
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
        + "</Types>"
    )


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*content: str, num: tuple[int, int] | None = None, style: str = "", properties: str = "") -> str:
    """A paragraph of runs (or plain texts); ``num``: list and level."""
    inside = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else ""
    runs = "".join(part if part.startswith("<") else r(part) for part in content if part)
    return f"<w:p><w:pPr>{inside}{properties}</w:pPr>{runs}</w:p>"


def tc(*content: str, span: int = 1, merge: str = "", properties: str = "") -> str:
    """A cell of paragraphs (or plain texts); ``merge``: "restart" or "continue"."""
    inside = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    inside += {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[merge]
    paragraphs = "".join(part if part.startswith("<") else p(part) for part in content)
    return f"<w:tc><w:tcPr>{inside}{properties}</w:tcPr>{paragraphs or p()}</w:tc>"


def tr(*cells: str, before: int = 0, after: int = 0, header: bool = False, properties: str = "") -> str:
    """A row of cells (or plain texts)."""
    inside = f'<w:gridBefore w:val="{before}"/>' if before else ""
    inside += f'<w:gridAfter w:val="{after}"/>' if after else ""
    inside += "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr>{inside}{properties}</w:trPr>{''.join(cell if cell.startswith('<') else tc(cell) for cell in cells)}</w:tr>"


def tbl(*rows: str, widths: tuple[int, ...] = (), ruled: bool = True) -> str:
    borders = '<w:tblBorders><w:top w:val="single"/></w:tblBorders>' if ruled else '<w:tblBorders><w:top w:val="nil"/></w:tblBorders>'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{borders}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def sdt(*content: str) -> str:
    """A content control around anything."""
    return f'<w:sdt><w:sdtPr><w:alias w:val="Ô nhập"/></w:sdtPr><w:sdtContent>{"".join(content)}</w:sdtContent></w:sdt>'


def inserted(*content: str) -> str:
    return f'<w:ins w:id="1" w:author="A">{"".join(content)}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="2" w:author="A"><w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>'


def level(depth: int, form: str = "decimal", pattern: str = "%1.", start: int = 1, more: str = "") -> str:
    """One level of a list; ``more``: further elements (w:lvlRestart, w:isLgl, w:pStyle)."""
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{pattern}"/></w:lvl>'


def abstract(identity: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{identity}">{"".join(levels)}</w:abstractNum>'


def num(identity: int, abstract_id: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{abstract_id}"/>{overrides}</w:num>'


def starting(depth: int, at: int) -> str:
    """A level of a list that starts again at a number."""
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{at}"/></w:lvlOverride>'
