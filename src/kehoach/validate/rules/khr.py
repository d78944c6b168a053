"""Trouble while reading, passed on as findings, so that what could not be read is never taken for what is in order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from kehoach.validate.findings import Hit
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


_WORST = ("error", "warning", "info")


class Reading(Rule):
    """Trục trặc khi đọc văn bản.
    Trouble while reading.

    Kiểm tra: Văn bản được đọc trọn vẹn, không có gì bất thường.
    Checks: The document was read whole, and nothing was odd.
    Vì sao: Điều chưa đọc được thì chưa được kiểm tra.
    Why: What was not read was not checked.
    Sai: có thông báo khi đọc
    Đúng: không có thông báo khi đọc
    """

    name = "reading"

    def check(self, draft: Draft) -> Iterator[Hit]:
        for diagnostic in draft.plan.diagnostics:
            if diagnostic.code == self.code:
                yield Hit(
                    diagnostic.message,
                    draft.task_at(diagnostic.where),
                    severity=min(diagnostic.severity, self.severity, key=_WORST.index),
                    where=diagnostic.where,
                    about=diagnostic.message,
                )


@cache
def other(code: str) -> type[Rule]:
    """A class for a diagnostic code that has no rule of its own."""
    return type(code, (Reading,), {"code": code, "severity": "info", "__doc__": Reading.__doc__})


class KHR01(Reading):
    """Không đọc được nhiệm vụ nào.
    No task could be read.

    Kiểm tra: Việc đọc văn bản tìm thấy bảng nhiệm vụ hoặc phần giao việc.
    Checks: Reading found a task table or a part that assigns work.
    Vì sao: Văn bản trống hoặc không đúng loại không được coi là “không có lỗi”.
    Why: An empty or wrong document must never pass as “no findings”.
    Sai: không tìm thấy nhiệm vụ
    Đúng: tìm thấy 40 nhiệm vụ
    """

    code = "KHR01"
    name = "no-task-read"
    severity = "error"


class KHR02(Reading):
    """Số thứ tự bất thường khi đọc.
    Odd numbering while reading.

    Kiểm tra: Số thứ tự giúp ghép dòng, tách mục; số bất thường thì có thể ghép sai.
    Checks: Numbers help to join rows and part sections; odd ones may have misled the reading.
    Vì sao: Nên xem lại dòng được nêu trong văn bản gốc.
    Why: The row named should be looked at in the source.
    Sai: số 6 rồi số 8
    Đúng: số 6 rồi số 7
    """

    code = "KHR02"
    name = "numbering-read"
    severity = "warning"


class KHR03(Reading):
    """Dòng bị ngắt trang đã được nối.
    A row cut by a page was joined.

    Kiểm tra: Dòng nằm trên hai trang được nối lại thành một nhiệm vụ.
    Checks: A row that stands on two pages was joined into one task.
    Vì sao: Để kiểm tra lại chỗ nối khi cần.
    Why: So that the joint can be checked.
    Sai: dòng nối qua trang
    Đúng: dòng nằm gọn trong một trang
    """

    code = "KHR03"
    name = "row-joined"
    severity = "info"


class KHR04(Reading):
    """Ô không thuộc cột nào.
    A cell fits no column.

    Kiểm tra: Mọi ô có chữ của bảng nhiệm vụ đều thuộc một cột đã hiểu.
    Checks: Every written cell of a task table belongs to a column that was understood.
    Vì sao: Chữ trong ô đó chưa vào bản ghi nào; không được để mất.
    Why: Its text is in no record yet and must not be lost.
    Sai: ô thừa ở cuối dòng
    Đúng: mỗi dòng đủ ô
    """

    code = "KHR04"
    name = "cell-unplaced"
    severity = "warning"


class KHR05(Reading):
    """Ô gộp được lấy theo dòng trên.
    A merged cell was filled from above.

    Kiểm tra: Ô bị gộp, bị mất khi chuyển định dạng được lấy giá trị của dòng trên.
    Checks: A merged cell that was lost in conversion took its value from the row above.
    Vì sao: Để kiểm tra lại đơn vị, thời hạn được suy ra.
    Why: So that the unit or deadline inferred can be checked.
    Sai: ô chủ trì gộp ba dòng
    Đúng: mỗi dòng có ô chủ trì
    """

    code = "KHR05"
    name = "merged-cell-filled"
    severity = "info"


class KHR06(Reading):
    """Không hiểu thời hạn.
    A deadline was not understood.

    Kiểm tra: Cụm từ thời hạn được hiểu thành ngày, kỳ hoặc sự kiện.
    Checks: The phrase was understood as a date, a period or an event.
    Vì sao: Thời hạn không hiểu được thì không vào lịch và không nhắc việc được.
    Why: What is not understood cannot be put into a calendar.
    Sai: chưa xác định
    Đúng: Quý II/2024
    """

    code = "KHR06"
    name = "deadline-not-understood"
    severity = "warning"


class KHR07(Reading):
    """Không hiểu rõ tên đơn vị.
    A unit was not understood.

    Kiểm tra: Tên trong ô đơn vị được tách và hiểu.
    Checks: The names in the cell of units were split and understood.
    Vì sao: Đơn vị không hiểu được thì không lọc, không giao việc được.
    Why: What is not understood cannot be filtered or assigned.
    Sai: anh Nam theo dõi
    Đúng: Sở Nội vụ
    """

    code = "KHR07"
    name = "unit-not-understood"
    severity = "info"


class KHR08(Reading):
    """Trang chỉ là ảnh.
    A page is a picture.

    Kiểm tra: Trang PDF có lớp chữ đọc được.
    Checks: The page of the PDF has a layer of text.
    Vì sao: Bản chụp không có chữ: nhiệm vụ trên trang đó chưa được kiểm tra. Hãy nhận dạng chữ (OCR) hoặc dùng bản .docx.
    Why: A scan has no text: the tasks on that page were not checked. Run OCR, or use the .docx.
    Sai: trang 3 là ảnh chụp
    Đúng: trang 3 có lớp chữ
    """

    code = "KHR08"
    name = "page-is-picture"
    severity = "error"


class KHR09(Reading):
    """Phông chữ không giải mã được.
    A font cannot be decoded.

    Kiểm tra: Phông chữ trong PDF có bảng mã sang Unicode.
    Checks: The fonts of the PDF map to Unicode.
    Vì sao: Chữ đọc ra vô nghĩa thì mọi kết quả kiểm tra đều vô nghĩa. Hãy xuất lại PDF hoặc dùng bản .docx.
    Why: From meaningless text no finding means anything. Export the PDF again, or use the .docx.
    Sai: phông không có bảng mã
    Đúng: phông có bảng mã Unicode
    """

    code = "KHR09"
    name = "font-undecodable"
    severity = "error"


class KHR10(Reading):
    """Phần đã xóa (theo dõi thay đổi) được bỏ qua.
    Tracked deletions were left out.

    Kiểm tra: Văn bản Word không còn thay đổi đang theo dõi.
    Checks: The Word document has no tracked changes left.
    Vì sao: Bản phát hành không được còn dấu vết sửa.
    Why: What is issued must not carry traces of editing.
    Sai: còn 4 đoạn xóa được theo dõi
    Đúng: đã chấp nhận mọi thay đổi
    """

    code = "KHR10"
    name = "deletions-left-out"
    severity = "info"


class KHR11(Reading):
    """Bảng mã của tệp được đoán.
    The file's encoding was guessed.

    Kiểm tra: Tệp văn bản ở bảng mã UTF-8.
    Checks: The text file is UTF-8.
    Vì sao: Đoán sai bảng mã làm hỏng dấu tiếng Việt.
    Why: A wrong guess spoils Vietnamese diacritics.
    Sai: tệp mã Windows-1258
    Đúng: tệp mã UTF-8
    """

    code = "KHR11"
    name = "encoding-guessed"
    severity = "info"


class KHR12(Reading):
    """Đã chạm giới hạn khi đọc.
    A limit of reading was reached.

    Kiểm tra: Văn bản được đọc trọn vẹn, không phần nào vượt giới hạn.
    Checks: The document was read whole; no part passed a limit.
    Vì sao: Phần bị bỏ lại chưa được kiểm tra.
    Why: The part left out was not checked.
    Sai: ô dài hơn 100.000 ký tự
    Đúng: mọi ô trong giới hạn
    """

    code = "KHR12"
    name = "limit-reached"
    severity = "warning"


class KHR13(Reading):
    """Bảng không phải bảng nhiệm vụ được bỏ qua.
    A table that is no task table was left out.

    Kiểm tra: Bảng được bỏ qua đúng là bảng số liệu, danh mục, quy trình.
    Checks: The table left out is indeed one of figures, lists or steps.
    Vì sao: Nếu đó là bảng nhiệm vụ thì tiêu đề cột cần rõ hơn.
    Why: If it is a task table, its headings should be clearer.
    Sai: bảng chỉ tiêu bị bỏ qua
    Đúng: bảng nhiệm vụ được đọc
    """

    code = "KHR13"
    name = "table-left-out"
    severity = "info"


class KHR14(Reading):
    """Bảng lồng trong ô được đọc thành chữ.
    A nested table was flattened.

    Kiểm tra: Ô của bảng nhiệm vụ không chứa bảng khác.
    Checks: No cell of a task table holds another table.
    Vì sao: Bảng lồng dễ mất thứ tự dòng, cột khi đọc.
    Why: Rows and columns of nested tables are easily confused.
    Sai: ô chứa bảng con
    Đúng: ô chỉ chứa chữ
    """

    code = "KHR14"
    name = "nested-table"
    severity = "info"


class KHR15(Reading):
    """Chữ bị Word ẩn trong ô gộp.
    Text that Word hides in merged cells.

    Kiểm tra: Ô gộp không giữ lại chữ đã bị che khi gộp.
    Checks: A merged cell keeps no text that was covered in merging.
    Vì sao: Chữ ẩn vẫn đi theo tệp khi phát hành, và có thể là nội dung bị mất khi gộp ô.
    Why: Hidden text leaves the office with the file, and may be content lost in merging.
    Sai: ô gộp che mất một đơn vị
    Đúng: ô gộp chỉ có chữ đang thấy
    """

    code = "KHR15"
    name = "hidden-text"
    severity = "info"


class KHR16(Reading):
    """Phần nhúng từ tệp khác không đọc được.
    Imported content cannot be read.

    Kiểm tra: Nội dung nhúng (altChunk) trong tệp Word đọc được.
    Checks: Content imported into the Word file (altChunk) can be read.
    Vì sao: Phần đó chưa được kiểm tra. Hãy mở bằng Word và lưu lại.
    Why: That part was not checked. Open the file in Word and save it again.
    Sai: phần nhúng định dạng lạ
    Đúng: toàn bộ nội dung nằm trong tệp
    """

    code = "KHR16"
    name = "import-unread"
    severity = "error"


class KHR17(Reading):
    """Một số thứ tự gộp cho nhiều dòng.
    One number merged over several rows.

    Kiểm tra: Mỗi dòng nhiệm vụ có số thứ tự riêng.
    Checks: Every row of tasks has a number of its own.
    Vì sao: Nhiều nhiệm vụ chung một số thì không giao, không báo cáo riêng từng việc theo số được.
    Why: Tasks that share a number cannot be handed out or reported one by one.
    Sai: số 1.2 gộp cho hai dòng
    Đúng: 1.2 và 1.3
    """

    code = "KHR17"
    name = "number-merged"
    severity = "info"


class KHR18(Reading):
    """Mục giao việc không nêu đơn vị.
    Items that give work name no unit.

    Kiểm tra: Mỗi khoản, điểm của phần giao việc bằng lời nêu đơn vị thực hiện, ở chính nó hoặc ở đề mục.
    Checks: Every item of a part that gives work in prose names who does it, in itself or in its heading.
    Vì sao: Việc không giao cho ai thì không ai làm, và không được đọc thành nhiệm vụ.
    Why: Work given to nobody is done by nobody, and is not read as a task.
    Sai: Nâng cao nhận thức của người dân
    Đúng: Sở Nội vụ nâng cao nhận thức của người dân
    """

    code = "KHR18"
    name = "nobody-named"
    severity = "info"


class KHR19(Reading):
    """Bảng chỉ xếp bằng khoảng trắng.
    A table laid out with blanks alone.

    Kiểm tra: Bảng trong tệp chữ có vạch ngăn, tab hoặc mỗi dòng một ô.
    Checks: A table in a text file has bars, tabs, or one cell per line.
    Vì sao: Khi chỉ còn vị trí chữ, chữ của hai ô cạnh nhau có thể lẫn vào nhau; nên đọc từ bản Word hoặc PDF.
    Why: Where only positions are left, the words of neighbouring cells may mingle; better read the Word or PDF file.
    Sai: ba ô cách nhau bằng nhiều dấu cách
    Đúng: ba ô cách nhau bằng vạch |
    """

    code = "KHR19"
    name = "laid-out-with-blanks"
    severity = "warning"
