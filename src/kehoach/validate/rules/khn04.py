"""KHN04: mixed tone placement."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach import text
from kehoach.lang import pick
from kehoach.validate.findings import Hit
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft

_RHYME = re.compile(
    r"[òóỏõọÒÓỎÕỌoOùúủũụÙÚỦŨỤuU](?:(?<=[òóỏõọÒÓỎÕỌ])[aeAE]|(?<=[oO])[àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]"
    r"|(?<=[ùúủũụÙÚỦŨỤ])[yY]|(?<=[uU])[ỳýỷỹỵỲÝỶỸỴ])(?![^\W\d_])"
)
_ONSET = re.compile(r"(?<![^\W\d_])(?![qQ])[^\W\d_]{0,3}\Z")


class KHN04(Rule):
    """Lẫn hai cách đặt dấu thanh hoặc hai kiểu mã Unicode.
    Two styles of tone marks, or decomposed Unicode.

    Kiểm tra: Trong một văn bản chỉ dùng một cách: hòa, thủy, ủy hoặc hoà, thuỷ, uỷ; chữ ở dạng Unicode dựng sẵn.
    Checks: A document keeps to one style: hòa, thủy, ủy or hoà, thuỷ, uỷ; letters are composed Unicode.
    Vì sao: Tìm “hòa” sẽ không ra “hoà”; thay thế hàng loạt bị sót.
    Why: A search for “hòa” misses “hoà”, and replacing throughout leaves some behind.
    Sai: hoà giải
    Đúng: hòa giải
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Điều 4 và Phụ lục I (phông chữ Unicode TCVN 6909:2001).
    Ground: Decree 30/2020/ND-CP, article 4 and annex I (Unicode by TCVN 6909:2001).
    """

    code = "KHN04"
    name = "tone-style"
    severity = "info"

    def check(self, draft: Draft) -> Iterator[Hit]:
        old: Counter[str] = Counter()
        new: Counter[str] = Counter()
        decomposed = False
        texts = [words for task in draft.plan.tasks for words in draft.texts[task.id]] + [passage.text for passage in draft.passages]
        for words, times in Counter(texts).items():
            decomposed = decomposed or not unicodedata.is_normalized("NFC", words)
            for match in _RHYME.finditer(words):
                onset = _ONSET.search(words, max(0, match.start() - 4), match.start())
                if onset is None:
                    continue
                syllable = (onset[0] + match[0]).lower()
                (old if text.old_tones(syllable) == syllable else new)[syllable] += times
        if decomposed:
            yield Hit(
                pick("có chữ ở dạng Unicode tổ hợp", "some letters are decomposed Unicode"),
                suggestion=pick("chuyển về Unicode dựng sẵn (NFC)", "convert to composed Unicode (NFC)"),
                about="unicode",
            )
        if old and new:
            most, least = (old, new) if old.total() >= new.total() else (new, old)
            examples = pick("“{}” và “{}”", "“{}” and “{}”").format(most.most_common(1)[0][0], least.most_common(1)[0][0])
            yield Hit(
                pick(f"lẫn hai cách đặt dấu thanh: {examples}", f"two styles of tone marks: {examples}"),
                suggestion=pick("dùng thống nhất một cách trong văn bản", "keep to one style"),
                about="tone style",
            )
