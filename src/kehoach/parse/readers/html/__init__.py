"""Web pages (.html, .htm, .mht): the document's blocks and grids without the site's menus.

Saved pages of law sites keep their facts about the document and their lists of related documents: telling those apart is
not this reader's business. Hidden elements, scripts, form controls, navigation and footers are left out.
"""

from __future__ import annotations

from lxml import etree

from kehoach.errors import UnreadableError
from kehoach.lang import pick
from kehoach.limits import Limits
from kehoach.model import HtmlPlace
from kehoach.parse.blocks import SourceDocument
from kehoach.parse.readers import notes
from kehoach.parse.readers.html.flow import Flow, Look, Page
from kehoach.parse.readers.html.source import page_text
from kehoach.parse.readers.losses import Losses
from kehoach.parse.readers.nested import Assembler, has_text


def read(data: bytes, name: str, limits: Limits) -> SourceDocument:
    """The blocks of a web page in reading order, notes by their marks.

    Raises ``UnreadableError`` for what is no text, holds no text, or nests too deeply to be read. Diagnostics: KHR10 deleted
    text left out, KHR11 the encoding was guessed, KHR12 a limit cut something, KHR14 a table inside a cell kept as lines.
    """
    text, diagnostics = page_text(data, name)
    losses = Losses()
    assembler = Assembler(HtmlPlace, limits, losses)
    root = _root(text, name)
    if root is not None:
        body = root.find("body")
        flow = Flow(Page(root, limits, losses))
        flow.walk(root if body is None else body, Look())
        assembler.spread(flow.finish())
    if not has_text(assembler.blocks):
        vi, en = "trang không có chữ nào; hãy lưu lại trang đầy đủ", "the page holds no text; save the complete page again"
        raise UnreadableError(name, pick(vi, en))
    document = SourceDocument("html", assembler.blocks, diagnostics=[*diagnostics, *losses.diagnostics(limits)])
    return notes.tie(document)


def _root(text: str, name: str) -> etree._Element | None:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        root = None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        vi, en = (
            "thẻ HTML lồng nhau quá sâu, không đọc hết được; hãy lưu lại dạng .docx",
            "HTML nested too deeply to be read; save it as .docx",
        )
        raise UnreadableError(name, pick(vi, en))
    return root
