"""What is fuzzed, and the law: any bytes give a plan or an ``UnreadableError``, any phrase gives a meaning, in bounded time.

Long runs:

    python -m fuzz.long docx --seconds 600              # hypothesis, from the folder tests
    python -m fuzz.coverage docx -max_total_time=600    # atheris (pip install 'kehoach[fuzz]'), guided by coverage

What they find goes to ``findings/TARGET/`` and stays there as a regression test.
"""

from __future__ import annotations

import json
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from kehoach.errors import UnreadableError
from kehoach.inputs import plan_from_bytes
from kehoach.limits import Limits
from kehoach.model import as_json
from kehoach.normalize.context import Context
from kehoach.normalize.deadlines import read_deadline
from kehoach.normalize.numbers import read_number
from kehoach.normalize.units import read_units
from kehoach.run.job import Job, Outcome

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "samples"
FINDINGS = HERE / "findings"
LIMITS = Limits(max_bytes=2_000_000, max_unpacked_bytes=20_000_000, max_pages=20, max_rows=5_000, max_paragraphs=20_000)
READERS = ("txt", "md", "html", "docx", "pdf")
"""Formats; ``.doc`` is turned into ``.docx`` by another program."""


def read(data: bytes, format_name: str) -> None:
    """Parse and normalise; only ``UnreadableError`` is right."""
    try:
        plan = plan_from_bytes(data, f"fuzz.{format_name}", format_name, LIMITS)
    except UnreadableError:
        return
    json.loads(as_json(plan).decode())


def deadline(data: bytes) -> None:
    read_deadline(data.decode("utf-8", "replace"), Context(year=2024, issued_on="2023-12-12"))


def unit(data: bytes) -> None:
    read_units(data.decode("utf-8", "replace"), Context())


def number(data: bytes) -> None:
    read_number(data.decode("utf-8", "replace"))


TARGETS: dict[str, Callable[[bytes], None]] = {
    **{name: (lambda data, name=name: read(data, name)) for name in READERS},  # type: ignore[misc]
    "deadline": deadline,
    "unit": unit,
    "number": number,
}


def attempt(job: Job) -> Outcome:
    """Run a target, named before the colon of the path, on the data."""
    try:
        TARGETS[job.path.partition(":")[0]](job.data or b"")
    except Exception as error:
        return Outcome(job.path, error=f"{type(error).__name__}: {' '.join(str(error).split())[:200]}")
    return Outcome(job.path)


PHRASES = {
    "deadline": ("Quý II/2024", "trước ngày 20 hằng tháng", "Thường xuyên, báo cáo 6 tháng, 01 năm", "15/11-30/12/2024", "Tháng 3, 6 và 9", "ngay sau khi có kế hoạch", "2021-2025"),
    "unit": ("Sở Nội vụ; UBND các huyện, thành phố", "- VP UBND tỉnh;\n- Sở TT&TT", "Các sở, ban, ngành (được giao)", "Chủ trì: CA tỉnh. Phối hợp: Sở KH&ĐT"),
    "number": ("2684/QĐ-UBND", "61/2018/NĐ-CP", "…/KH-UBND", "12-NQ/TW", "01/2018/TT-VPCP", "524/UBND-KSTT"),
}  # fmt: skip


def seeds(target: str) -> list[bytes]:
    """Well-formed inputs to begin with."""
    if target in PHRASES:
        return [phrase.encode() for phrase in PHRASES[target]]
    return [path.read_bytes() for path in sorted(SAMPLES.glob(f"*.{target}"))]


def mutated(data: bytes, chance: random.Random, other: bytes = b"") -> bytes:
    """The input with something broken in it, as transfers, programs and people with bad intentions break it."""
    if zipfile.is_zipfile(BytesIO(data)) and chance.random() < 0.8:
        return _mutated_package(data, chance)
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(out) + 1)
        span = chance.choice((1, 1, 4, 30, 400))
        match chance.randrange(8):
            case 0:
                out[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del out[at:]
            case 2:
                del out[at : at + span]
            case 3:
                start = chance.randrange(len(out) + 1)
                out[at:at] = out[start : start + span]
            case 4:
                source = other or data
                start = chance.randrange(len(source) + 1)
                out[at : at + span] = source[start : start + span]
            case 5:
                out[at:at] = chance.choice(_PIECES) * chance.choice((1, 1, 3, 200))
            case 6:
                out[at : at + 4] = struct.pack("<I", chance.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF)))
            case 7:
                _change_digits(out, chance)
    return bytes(out)


_PIECES = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"|", b"\t", b"\n", b"\r", b"<table>", b"</td>", b"<td rowspan=9999 colspan=9999>", b"&#0;", b"&#x110000;",
    b"<![CDATA[", b"<!--", b"\xe1\xbb\x81", b"\xcc\x81", b"\xed\xa0\x80", b"99999999999999999999", b"-", b"/", b"31/02/2024", b"quy V", "Quý ".encode(),
    "tháng 13".encode(), "năm 0000".encode(), "ngày 99/99".encode(), b"(", b")", b"\xe2\x80\xae", b"1 0 obj", b"<</", b">>", b"[", b"endobj", b"stream", b"*", b"**", b"[^1]", b"^1^",
)  # fmt: skip


def _change_digits(out: bytearray, chance: random.Random) -> None:
    digits = [index for index, byte in enumerate(out[:100_000]) if 48 <= byte <= 57]
    for index in chance.sample(digits, min(len(digits), chance.choice((1, 3, 20)))):
        out[index] = chance.choice(b"0123456789-.")


def _mutated_package(data: bytes, chance: random.Random) -> bytes:
    """A package with parts broken, swapped or left out, the package itself whole: readers see the broken part."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        return data[: len(data) // 2]
    if not any(name.endswith((".xml", ".rels")) for name in parts):
        return data
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    if chance.random() < 0.5:
        name = "word/document.xml" if "word/document.xml" in parts else name
    match chance.randrange(5):
        case 0:
            del parts[name]
        case 1:
            other = chance.choice(list(parts))
            parts[name], parts[other] = parts[other], parts[name]
        case 2:
            parts[name] = _shuffled_elements(parts[name], chance)
        case _:
            parts[name] = mutated(parts[name], chance)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _shuffled_elements(xml: bytes, chance: random.Random) -> bytes:
    """Well-formed XML with elements moved, repeated, renamed or emptied: what a parser lets through and a reader must bear."""
    from lxml import etree

    try:
        root = etree.fromstring(xml)
    except etree.XMLSyntaxError:
        return xml
    elements = [element for element in root.iter() if isinstance(element.tag, str)][1:]
    for _ in range(chance.choice((1, 3, 10))):
        if len(elements) < 2:
            break
        one, two = chance.sample(elements, 2)
        match chance.randrange(5):
            case 0 if one not in two.iterancestors():
                two.append(one)
            case 1:
                one.tag = two.tag
            case 2 if one.attrib:
                one.attrib[chance.choice(list(one.attrib))] = chance.choice(("", "-1", "99999999999", "x", "0", "1.5"))
            case 3 if one.getparent() is not None:
                one.getparent().remove(one)
            case 4:
                one.text = chance.choice(("", "1", "Quý II", "a" * 1000, "\u202e", None))
    return bytes(etree.tostring(root))
