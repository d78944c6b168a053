"""A folder of broken, huge, encrypted, mislabelled and malicious files: ``python tests/hostile_files.py FOLDER``.

Every entry of ``FILES`` is a name, how its content is made, and whether it must be refused with a line of its own (``BAD``) or may be
read (``ODD``: it holds some text, however strange). ``places`` adds what is no regular file.
"""

from __future__ import annotations

import io
import os
import socket
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from docx_builder import p, package, root, tbl, tc, tr, zipped

SAMPLES = Path(__file__).parents[1] / "samples"
NAME = "ke-hoach-chuyen-doi-so-2026"
SECRET = "bi-mat-khong-duoc-lo"
BAD, ODD = True, False
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD = "KẾ HOẠCH\nTriển khai nhiệm vụ năm 2024\n\n"
ROW = "| 1 | Rà soát văn bản | Sở Nội vụ | Quý II |\n"
TABLE = "| STT | Nhiệm vụ | Chủ trì | Thời hạn |\n|---|---|---|---|\n"


def sample(suffix: str) -> bytes:
    return (SAMPLES / f"{NAME}.{suffix}").read_bytes()


def cut(data: bytes, share: float = 0.5) -> bytes:
    return data[: int(len(data) * share)]


def entities(content: str = "&g;") -> str:
    levels = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdef", "bcdefg", strict=True))
    return f'<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa">{levels}<!ENTITY x SYSTEM "secret.txt">]>'


def xml_bomb() -> bytes:
    return zipped({"word/document.xml": root("document", f"<w:body>{p('&g;')}</w:body>", entities()).replace("&amp;", "&")})


def external_entity() -> bytes:
    return zipped({"word/document.xml": root("document", f"<w:body>{p('&x;')}</w:body>", entities()).replace("&amp;", "&")})


def external_dtd() -> bytes:
    dtd = '<!DOCTYPE w:document SYSTEM "http://127.0.0.1:9/evil.dtd">'
    return zipped({"word/document.xml": root("document", f"<w:body>{p('a')}</w:body>", dtd)})


def bomb(path: str, megabytes: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(path, "w") as part:
            for _ in range(megabytes):
                part.write(b" " * 1_000_000)
        if path != "word/document.xml":
            archive.writestr("word/document.xml", root("document", f"<w:body>{p('Kế hoạch')}</w:body>"))
    return buffer.getvalue()


def nested_zip() -> bytes:
    inner = bomb("word/document.xml", 30)
    for _ in range(3):
        inner = zipped({"inner.zip": inner, "word/document.xml": root("document", f"<w:body>{p('Kế hoạch')}</w:body>")})
    return inner


def slip() -> bytes:
    return package(p("Kế hoạch"), {"../../../escaped.txt": "out", "/tmp/kehoach-escaped.txt": "out", "..\\..\\escaped.txt": "out"})


def nested_tables(depth: int) -> bytes:
    inside = p("đáy")
    for _ in range(depth):
        inside = tbl(tr(tc(inside + p(""))))
    return package(inside)


def wide_word() -> bytes:
    return package(tbl(tr(tc("a", span=2_000_000_000), "b", before=2_000_000_000)) + tbl(*[tr(*["x"] * 300)] * 20))


def pdf(*objects: str | bytes, pages: str = "<</Type/Pages/Kids[3 0 R]/Count 1>>", root_object: str = "<</Type/Catalog/Pages 2 0 R>>") -> bytes:
    """A PDF of these objects from number 3 on, with a right table of offsets."""
    out = bytearray(b"%PDF-1.5\n")
    offsets = []
    for number, content in enumerate((root_object, pages, *objects), 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + (content.encode("latin-1") if isinstance(content, str) else content) + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(out + b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, start))


def page(box: str = "0 0 595 842", content: str = "4 0 R", more: str = "") -> str:
    return f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents {content}/Resources<</Font<</F 5 0 R>>{more}>>>>"


def stream(data: bytes, more: str = "") -> bytes:
    return f"<</Length {len(data)}{more}>>".encode() + b"\nstream\n" + data + b"\nendstream"


TEXT = stream(b"BT /F 12 Tf 72 700 Td (KE HOACH nam 2024) Tj ET")
FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pdf_bomb() -> bytes:
    packed = zlib.compress(b"q " * 150_000_000, 9)
    return pdf(page(), stream(packed, "/Filter/FlateDecode"), FONT)


def pdf_double_bomb() -> bytes:
    packed = zlib.compress(zlib.compress(b"\0" * 900_000_000, 9), 9)
    return pdf(page(), stream(packed, "/Filter[/FlateDecode/FlateDecode]"), FONT)


def many_pages(count: int = 50_000) -> bytes:
    return pdf(page(), TEXT, FONT, pages=f"<</Type/Pages/Kids[{'3 0 R ' * count}]/Count {count}>>")


def huge_picture() -> bytes:
    size = "/Width 100000/Height 100000/BitsPerComponent 8/ColorSpace/DeviceRGB"
    image = stream(zlib.compress(b"\0" * 1000), f"/Type/XObject/Subtype/Image{size}/Filter/FlateDecode")
    draw = stream(b"q 500 0 0 700 50 50 cm /I Do Q BT /F 12 Tf 72 700 Td (KE HOACH nam 2024) Tj ET")
    return pdf(page(more="/XObject<</I 6 0 R>>"), draw, FONT, image)


def form_loop() -> bytes:
    form = stream(b"/X Do /X Do", "/Type/XObject/Subtype/Form/BBox[0 0 10 10]/Resources<</XObject<</X 6 0 R>>>>")
    return pdf(page(more="/XObject<</X 6 0 R>>"), stream(b"/X Do"), FONT, form)


def many_rules(count: int = 60_000) -> bytes:
    lines = b"".join(b"%d %d m %d %d l S\n" % (i % 595, i % 842, (i * 7) % 595, (i * 3) % 842) for i in range(count))
    return pdf(page(), stream(zlib.compress(lines), "/Filter/FlateDecode"), FONT)


def ruled(count: int = 400) -> bytes:
    lines = b"".join(b"%d 0 m %d 842 l S 0 %d m 595 %d l S\n" % (i, i, i * 2, i * 2) for i in range(count))
    return pdf(page(), stream(lines + b"BT /F 8 Tf 72 700 Td (KE HOACH nam 2024) Tj ET"), FONT)


def locked_pdf() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("user", "owner", canPrint=0))
    canvas.drawString(72, 700, "KE HOACH")
    canvas.save()
    return buffer.getvalue()


def locked_word() -> bytes:
    return OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0") + os.urandom(4000)


def html(body: str) -> bytes:
    return f"<html><body><p>KẾ HOẠCH năm 2024</p>{body}</body></html>".encode()


FILES: dict[str, tuple[Callable[[], bytes], bool]] = {
    # packed and entity bombs
    "zip-bomb.docx": (lambda: bomb("word/document.xml", 300), BAD),
    "zip-bomb-media.docx": (lambda: bomb("word/media/image1.png", 300), ODD),
    "zip-bomb-styles.docx": (lambda: bomb("word/styles.xml", 300), BAD),
    "zip-in-zip.docx": (nested_zip, ODD),
    "zip-members.docx": (lambda: sample("docx") + b"PK\x01\x02" * 30_000, BAD),
    "zip-slip.docx": (slip, ODD),
    "billion-laughs.docx": (xml_bomb, BAD),
    "external-entity.docx": (external_entity, BAD),
    "external-dtd.docx": (external_dtd, BAD),
    "entities.xhtml": (lambda: (entities().replace("w:document", "html") + "<html><body><p>KẾ HOẠCH &g;&x;</p></body></html>").encode(), ODD),
    # nesting and spans
    "deep-tables.docx": (lambda: nested_tables(150), ODD),
    "deep-content.docx": (lambda: package("<w:sdt><w:sdtContent>" * 5000 + p("a") + "</w:sdtContent></w:sdt>" * 5000), BAD),
    "wide.docx": (wide_word, ODD),
    "many-rows.docx": (lambda: package(tbl(*[tr("1", "a")] * 10_000)), ODD),
    "deep.html": (lambda: html("<div>" * 100_000 + "đáy"), ODD),
    "deep-tables.html": (lambda: html("<table><tr><td>" * 3000 + "đáy"), ODD),
    "deep-lists.html": (lambda: html("<ul><li>" * 20_000 + "đáy"), ODD),
    "wide.html": (lambda: html('<table><tr><td colspan="999999999" rowspan="999999999">a</td></tr><tr><td>b</td></tr></table>'), ODD),
    "wide-rows.html": (lambda: html("<table>" + "<tr>" + '<td colspan="1000" rowspan="60000">x</td>' * 300 + "</tr>" + "</table>"), ODD),
    "wide-lines.txt": (lambda: (HEAD + "|" * 200_000 + "\n" + TABLE + ROW).encode(), ODD),
    "one-line.txt": (lambda: ("a " * 1_000_000).encode(), ODD),
    "one-word.md": (lambda: b"a" * 3_000_000, ODD),
    "brackets.md": (lambda: (HEAD + "[" * 100_000 + "(" * 100_000).encode(), ODD),
    "quotes.md": (lambda: (HEAD + "> " * 50_000 + "a").encode(), ODD),
    "stars.md": (lambda: (HEAD + "*_" * 100_000 + "a").encode(), ODD),
    "digits.txt": (lambda: (HEAD + "1." * 100_000 + " " + "9" * 100_000).encode(), ODD),
    "dashes.txt": (lambda: (HEAD + ("+" + "-" * 300) * 2000).encode(), ODD),
    # PDF
    "page-loop.pdf": (lambda: pdf("<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>"), BAD),
    "page-self.pdf": (lambda: pdf(pages="<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9999999>>"), BAD),
    "root-loop.pdf": (lambda: pdf(root_object="1 0 R"), BAD),
    "form-loop.pdf": (form_loop, BAD),
    "contents-loop.pdf": (lambda: pdf(page(), "[4 0 R 4 0 R]", FONT), ODD),
    "many-pages.pdf": (many_pages, BAD),
    "huge-box.pdf": (lambda: pdf(page("-1e30 -1e30 1e30 1e30"), TEXT, FONT), ODD),
    "zero-box.pdf": (lambda: pdf(page("0 0 0 0"), TEXT, FONT), ODD),
    "nan-box.pdf": (lambda: pdf(page("a b c d"), TEXT, FONT), ODD),
    "huge-picture.pdf": (huge_picture, ODD),
    "content-bomb.pdf": (pdf_bomb, BAD),
    "content-double-bomb.pdf": (pdf_double_bomb, BAD),
    "many-rules.pdf": (many_rules, BAD),
    "fine-grid.pdf": (ruled, ODD),
    "no-pages.pdf": (lambda: pdf(pages="<</Type/Pages/Kids[]/Count 0>>"), BAD),
    "xref-wrong.pdf": (lambda: sample("pdf").replace(b"startxref", b"startxerf"), ODD),
    "locked.pdf": (locked_pdf, BAD),
    "only-a-head.pdf": (lambda: b"%PDF-1.7\n", BAD),
    # cut off, damaged
    "cut.pdf": (lambda: cut(sample("pdf")), BAD),
    "cut.docx": (lambda: cut(sample("docx")), BAD),
    "cut-late.docx": (lambda: cut(sample("docx"), 0.97), BAD),
    "cut.html": (lambda: cut(sample("html")), ODD),
    "damaged.docx": (lambda: sample("docx")[:2000] + b"\xff" * 4000 + sample("docx")[6000:], BAD),
    "locked.docx": (locked_word, BAD),
    "locked.doc": (locked_word, BAD),
    "ole-rubbish.doc": (lambda: OLE + b"\x01" * 5000, ODD),
    "rtf-rubbish.doc": (lambda: b"{\\rtf1" + b"{" * 5000, BAD),
    # under a wrong name: content decides
    "pdf.docx": (lambda: sample("pdf"), ODD),
    "docx.txt": (lambda: sample("docx"), ODD),
    "docx.pdf": (lambda: sample("docx"), ODD),
    "html.doc": (lambda: sample("html"), ODD),
    "text.docx": (lambda: (HEAD + TABLE + ROW).encode(), ODD),
    "text.pdf": (lambda: (HEAD + TABLE + ROW).encode(), ODD),
    "png.pdf": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 500, BAD),
    "jpeg.docx": (lambda: b"\xff\xd8\xff\xe0" + b"\0" * 500, BAD),
    "exe.md": (lambda: b"MZ\x90\0" + os.urandom(4000), BAD),
    "elf.txt": (lambda: b"\x7fELF" + os.urandom(4000), BAD),
    "gzip.txt": (lambda: b"\x1f\x8b\x08" + os.urandom(4000), BAD),
    "workbook.docx": (lambda: zipped({"xl/workbook.xml": "<a/>", "[Content_Types].xml": "<a/>"}), BAD),
    "zip.docx": (lambda: zipped({"readme.txt": "a"}), BAD),
    # bytes
    "empty.txt": (lambda: b"", BAD),
    "empty.docx": (lambda: b"", BAD),
    "empty.pdf": (lambda: b"", BAD),
    "blank.md": (lambda: b" \n\t\r\n" * 100, BAD),
    "bom.txt": (lambda: b"\xef\xbb\xbf", BAD),
    "bom-16.txt": (lambda: b"\xff\xfe", BAD),
    "zeros.txt": (lambda: b"\0" * 1_000_000, BAD),
    "zeros-inside.txt": (lambda: (HEAD + TABLE + "| 1 | Rà \0\0soát | Sở Nội vụ\0 | Quý II |\n").encode(), ODD),
    "random.txt": (lambda: os.urandom(100_000), BAD),
    "half-utf16.txt": (lambda: (HEAD + TABLE + ROW).encode("utf-16")[:-1], ODD),
    "direction.txt": (lambda: (HEAD + TABLE + "| 1 | \u202eRà soát\u202c \u200f văn bản | Sở \u2066Nội vụ | Quý II |\n").encode(), ODD),
    "controls.txt": (lambda: (HEAD + TABLE + "| 1 | Rà \x1b[2J soát\x07 | Sở Nội vụ | Quý II |\n").encode(), ODD),
    "combining.txt": (lambda: (HEAD + "a" + "\u0301" * 100_000).encode(), ODD),
    # names
    "dòng\nmới.txt": (lambda: b"", BAD),
    "\u202etxt.fdp.txt": (lambda: b"", BAD),
    "'quotes\" $(x) `y` ;&|.txt": (lambda: b"", BAD),
    "\x1b[31mred.txt": (lambda: b"", BAD),
    "-o.txt": (lambda: b"", BAD),
    "x" * 240 + ".txt": (lambda: b"", BAD),
    "ok-" + "dài" * 60 + ".txt": (lambda: (HEAD + TABLE + ROW).encode(), ODD),
    "ok\nodd.txt": (lambda: (HEAD + TABLE + ROW).encode(), ODD),
}


def places(folder: Path) -> list[str]:
    """What is no regular file, and names that are no text; their names as the system gives them. Each must have its line."""
    made = []
    (folder / "dangling.txt").symlink_to(folder / "nothing-there")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "random-device.pdf").symlink_to("/dev/urandom")
    made += ["dangling.txt", "loop.txt", "zero.txt", "random-device.pdf"]
    os.mkfifo(folder / "pipe.txt")
    made.append("pipe.txt")
    with socket.socket(socket.AF_UNIX) as place:
        place.bind(os.path.relpath(folder / "s.txt"))
    made.append("s.txt")
    raw = os.fsencode(folder) + b"/broken-\xff\xfe-name.txt"
    with open(raw, "wb"):
        made.append("broken-\\udcff\\udcfe-name.txt")
    with open(os.fsencode(folder) + b"/good-\xff-name.txt", "wb") as file:
        file.write((HEAD + TABLE + ROW).encode())
    (folder / "a-folder.pdf").mkdir()
    (folder / "back").symlink_to(folder)
    deep = folder / "deep"
    for _ in range(60):
        deep /= "d" * 12
    deep.mkdir(parents=True)
    (deep / "empty-deep.txt").write_bytes(b"")
    made.append("empty-deep.txt")
    return made


def make(folder: Path) -> dict[str, bool]:
    """Write all of ``FILES``; whether each must be refused."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (content, _) in FILES.items():
        (folder / name).write_bytes(content())
    return {name: bad for name, (_, bad) in FILES.items()}


if __name__ == "__main__":
    target = Path(sys.argv[1])
    make(target)
    places(target)
