"""Old Word files: converted where LibreOffice is, told apart from what only bears the name, refused with a remedy else."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from pathlib import Path

import pytest

from docx_builder import p, package, tbl, tr
from kehoach.errors import UnreadableError
from kehoach.limits import DEFAULT
from kehoach.parse.blocks import Paragraph, Table
from kehoach.parse.readers import doc, docx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000
MADE = package(p("Kế hoạch") + tbl(tr("1", "Rà soát")))

posix_only = pytest.mark.skipif(os.name != "posix", reason="the stand-in for soffice is a script with a shebang")


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """A program named soffice, alone on the PATH, that does ``body`` with the output folder ``out``."""
    program = folder / "soffice"
    head = f"#!{sys.executable}\nimport sys, time, pathlib\nout = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
    program.write_text(head + body)
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", str(folder))


@posix_only
@pytest.mark.parametrize("reader", [doc, docx])
def test_a_doc_is_converted_and_read(reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "made.docx").write_bytes(MADE)
    stand_in(tmp_path, monkeypatch, f"(out / 'source.docx').write_bytes(pathlib.Path({str(tmp_path / 'made.docx')!r}).read_bytes())")
    document = reader.read(OLE, "ke-hoach.doc", DEFAULT)
    assert document.format == "doc"
    assert [type(block) for block in document.blocks] == [Paragraph, Table]


@posix_only
def test_each_conversion_has_a_profile_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "made.docx").write_bytes(MADE)
    note = f"open({str(tmp_path / 'profiles')!r}, 'a').write(sys.argv[1] + chr(10))\n"
    stand_in(tmp_path, monkeypatch, note + f"(out / 'source.docx').write_bytes(pathlib.Path({str(tmp_path / 'made.docx')!r}).read_bytes())")
    for _ in range(2):
        doc.read(OLE, "a.doc", DEFAULT)
    profiles = (tmp_path / "profiles").read_text().splitlines()
    assert len(set(profiles)) == 2
    assert all(profile.startswith("-env:UserInstallation=file://") for profile in profiles)


def test_without_libreoffice_the_remedy_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableError, match=r"cài LibreOffice.*lưu lại dạng \.docx"):
        doc.read(OLE, "a.doc", DEFAULT)


@posix_only
def test_a_failed_conversion_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, "sys.exit(1)")
    with pytest.raises(UnreadableError, match="không chuyển được"):
        doc.read(OLE, "a.doc", DEFAULT)


@posix_only
def test_a_conversion_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "_SECONDS", 0.2)
    stand_in(tmp_path, monkeypatch, "time.sleep(60)")
    with pytest.raises(UnreadableError, match="không chuyển xong"):
        doc.read(OLE, "a.doc", DEFAULT)


@pytest.mark.parametrize(
    ("data", "read_as"),
    [
        pytest.param(MADE, "docx", id="a .docx"),
        pytest.param(b"<html xmlns:o='urn'><body><p>a</p><table><tr><td>b<td>c</table></body></html>", "html", id="a web page"),
        pytest.param("<html><p>Kế hoạch</p><table><tr><td>b<td>c</table>".encode("utf-16"), "html", id="a wide web page"),
        pytest.param(b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>a<table><tr><td>b<td>c</table>", "html", id="a page in one file"),
    ],
)
def test_what_only_bears_the_name_is_read_as_what_it_is(data: bytes, read_as: str) -> None:
    for reader in (doc, docx):
        document = reader.read(data, "a.doc", DEFAULT)
        assert document.format == read_as
        assert [type(block) for block in document.blocks] == [Paragraph, Table]


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "không phải tệp Word"), (b"van ban thuong", "không phải tệp Word"), (OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu")],
)
def test_other_files_are_refused(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        doc.read(data, "a.doc", DEFAULT)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_rich_text_file_through_libreoffice() -> None:
    row = rb"\trowd\cellx2000\cellx6000 \intbl 1\cell\intbl R\u224? so\u225?t\cell\row"
    rtf = rb"{\rtf1\ansi K\u7871? ho\u7841?ch\par" + row + rb"\pard K\u7871?t\par}"
    document = doc.read(rtf, "a.doc", DEFAULT)
    first, table, last = document.blocks
    assert isinstance(table, Table)
    assert [cell.text for row in table.rows for cell in row.cells] == ["1", "Rà soát"]
    assert [block.text for block in (first, last) if isinstance(block, Paragraph)] == ["Kế hoạch", "Kết"]


def test_reading_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A converter that fails must not leave its folder in the temporary directory."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    if os.name == "posix":
        programs = tmp_path / "programs"
        programs.mkdir()
        stand_in(programs, monkeypatch, "sys.exit(1)")
    with pytest.raises(UnreadableError):
        doc.read(OLE, "a.doc", DEFAULT)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("kehoach-")] == []
