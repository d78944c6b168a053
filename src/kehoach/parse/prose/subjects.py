"""Who a sentence gives work to, and with whom: its subject, the units asked, the units after "phối hợp với"."""

from __future__ import annotations

import re
from functools import cache

from kehoach.normalize.units import looks_like_units
from kehoach.parse.looks import unit_look
from kehoach.parse.prose.extent import units_extent
from kehoach.parse.prose.words import alternatives, lexicon, predicate, predicate_at, states
from kehoach.text import CAPITAL

_CLAUSE_END = re.compile(r"[.;:](?:\s|$)|\s(?:trong|để|nhằm|vào|trước|sau|từ|theo|tại|trên|ở|khi|nếu|đến|về|hoàn thành)\s|\s(?=[\d(])")
"""Where the names of who helps must have ended: at the end of the clause, before when, where or by what."""
_PURPOSE = re.compile(r"\s(?:trong (?:việc|quá trình|công tác|thực hiện)|để|nhằm)(?=\s|$)")
"""What they help in: no words of a name."""
_PARTING = re.compile(r"[,;] | và ")
_OPENING = re.compile(
    r"(?i)(?:căn cứ|trên cơ sở|theo(?!\s+dõi)|hết|trong|định kỳ|hằng|hàng|trước|đối với|để|nhằm|riêng|ngoài|sau khi|khi)\b"
)
"""What may stand before the units of a sentence: "Căn cứ Kế hoạch này, Thủ trưởng …"."""
_ADJUNCT = re.compile(r"(?:trong|tại|về|liên quan|từ|đến|năm|ngày|theo|cho|ở|vào)\s")
"""After units inside the opening words, these go on with them: "… chỉ đạo của Chính phủ, Thủ tướng Chính phủ | trong năm 2025"."""
_FAMILY = re.compile(
    r"(?:[^:.;,]{1,40}\s)?[Cc]ác\s+[^\W\d_]+(?:,?\s[^\W\d_]+){0,3}:\s+"
    rf"(?=[{CAPITAL}][^,.;:]{{1,40}}(?:,| và)\s+[{CAPITAL}])"
)
"""Before names that share their first word: "Các Bộ: Tài chính, Xây dựng", "UBND các phường: …"."""
_OFFICE = r"(?:giám đốc|thủ trưởng|chủ tịch|bộ trưởng|hiệu trưởng|trưởng|lãnh đạo)"
_OFFICES = re.compile(rf"(?i:{_OFFICE}(?:(?:,| và)\s+{_OFFICE})*):\s+(?=[{CAPITAL}]|các\s)")
"""Before the units whose heads are asked: "Giám đốc: Sở Nội vụ, Sở Tài chính …"."""
_ASIDE = re.compile(r"(?i:đối với|về phía|riêng)\s+(?=[^:]{3,200}:)")
_BEGINS = rf"(?=[{CAPITAL}]|(?:các|giao|yêu cầu|đề nghị)\b)"
_COMMA = re.compile(rf"(?:,|\b(?:vướng mắc|khó khăn|phát sinh))\s+{_BEGINS}")
"""After the opening words: a comma, which sentences about difficulties often leave out ("nếu có vướng mắc các đơn vị báo cáo …")."""
_DANGLING = re.compile(r"(?:\b(?:và|các|của|với|cùng|được|được giao|đã|bị|không|chưa|cơ quan|theo|về|do|để|chủ|nhà|quy)|[(\"“])$")
"""Ends of a subject after which a verb belongs to it: "đơn vị được | phân công", "chủ | đầu tư"."""
_LABEL = re.compile(rf"([{CAPITAL}][^:;.]{{2,60}}):\s+(?=[{CAPITAL}])")
"""Before the sentence that says who does it: "Chế độ báo cáo: Các đơn vị …"."""
_GIVEN = re.compile(rf"[:.;]\s+(?=(?:[Gg]iao|Yêu cầu|Đề nghị)\s+(?:[{CAPITAL}]|các\s))")
_CLOSING_BRACKET = re.compile(r"\(([^()]{3,300})\)\W{0,4}$")
_HOLDS = re.compile(
    r"chủ trì\b|(?:thực hiện|triển khai|tham mưu|đảm nhiệm|chịu trách nhiệm|đầu mối)"
    r"\s*(?:[,;]|$|(?:xong|trước|trong|từ|đến|hằng|hàng|định kỳ|chậm nhất|hoàn thành|quý|tháng)\b)"
)
"""What a bracket says of the units that lead: "… (UBND các xã thực hiện, xong trước ngày 30/9/2026)"."""
_HELPED = re.compile(
    rf"\bchủ trì(?: thực hiện)?[,;] (?:và )?([{CAPITAL}][^.;()]{{2,200}}?|các [^.;()]{{2,200}}?) (?:cùng )?phối hợp(?! (?:với|cùng)\b)"
    r"|\bchủ trì[,;] phối hợp: ?([^;()]{3,200})"
)
"""Those named before "phối hợp" or after its colon: "Sở Y tế chủ trì, Công an tỉnh phối hợp", "Sở Y tế chủ trì; phối hợp: Công an tỉnh"."""
_NOBODY_BY_NAME = re.compile(rf"(?i:(?:thủ trưởng |lãnh đạo |người đứng đầu )?(?:tất cả |toàn thể )?(?:các|từng|mỗi) )[^{CAPITAL}\d]*")
"""Units of which none is named: "Các khoa, phòng", but "Các phòng thuộc Sở Y tế"."""
_STAFF_BEFORE = re.compile(r"(?:[Pp]hân công|[Gg]iao|[Cc]ử|[Bb]ố trí)(?: (?:nhiệm vụ|trách nhiệm))?(?: (?:cho|cụ thể))* ")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_ASKED = re.compile(rf"(?:(?i:đề nghị|yêu cầu|giao))\s+(?=[{CAPITAL}]|các\b)")
_ABOUT = re.compile(
    r"(?i:đối với|về phía|(?:giao |phân công )?(?:trách nhiệm|nhiệm vụ)(?: chung| cụ thể| chính)?(?: của| cho| đối với))\s+(?=\S)"
)
"""Before the units of a heading: "Trách nhiệm của Sở Y tế"."""
_CONCERNING = re.compile(r"\s+(?:trong|về|để|khi)\s")
_LEAST_UNITS = 0.6
_SURE_UNITS = 0.9
_LONGEST_HEADING = 300
_LEAST_LIKENESS = 0.3
_LONGEST_NARROWING = 90
_LONGEST_ATTRIBUTE = 3
"""Words that may describe common nouns without any word of narrowing: "doanh nghiệp | viễn thông"."""


@cache
def _with() -> re.Pattern[str]:
    """Before those with whom work is done: "phối hợp chặt chẽ, thường xuyên với", or "phối hợp" alone before a name or "các".

    Scans lose tones ("phối hop").
    """
    manner = rf"(?:(?:{alternatives('manners')})(?:,\s*|\s+và\s+|\s+)){{0,6}}"
    named = rf"(?:{'|'.join(lexicon()['partners'])})\s+(?:[{CAPITAL}]|các\s|cấp\s)"
    several = rf"các\s+(?i:{alternatives('several')})\b"
    return re.compile(rf"(?i:ph[ốôo]i\s+h[ợơo]p)\s+{manner}(?:(?:\w+\s+){{0,2}}(?i:cùng với|với|cùng)\s+|(?={named}|{several}))")


@cache
def _request() -> re.Pattern[str]:
    words = "|".join(word.replace(" ", r"\s+") for word in sorted(lexicon()["requests"], key=len, reverse=True))
    return re.compile(rf"(?i:{words})\s+(?:cho\s+)?(?=[{CAPITAL}]|\w)")


@cache
def _follow_up() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('follow_ups')})(?!\w)")


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"(?i:{alternatives('leading')})(?!\w)")


@cache
def _spoken() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('speakers')})[^.;:]{{0,60}}?\s(?=(?:giao|yêu cầu|đề nghị)\s)")


def split_subject(text: str) -> tuple[str, str]:
    """The units that a sentence begins with, and the rest: "Sở Tài chính bố trí kinh phí" -> ("Sở Tài chính", "bố trí kinh phí").

    Words of request and who speaks them are passed over: "Giao Sở Tài chính …", "UBND tỉnh yêu cầu các sở …".
    ("", text) where it does not begin with units.
    """
    aside = _ASIDE.match(text)
    if aside:
        extent = units_extent(text[aside.end() :])
        if extent is not None and text[aside.end() + extent.end :].startswith(":"):
            return _subject(text[aside.end() :])
    if _OPENING.match(text):
        for comma in _COMMA.finditer(text[:260]):
            if text.count("(", 0, comma.start()) > text.count(")", 0, comma.start()):
                continue
            subject, rest = _asked(text[comma.end() :])
            if subject and (_ADJUNCT.match(rest) is None or predicate_at(" " + rest, 1)):
                return subject, rest
    label = _LABEL.match(text)
    if label and not _names_units(label[1]):
        subject, rest = _asked(text[label.end() :])
        return (subject, rest) if subject else ("", text)
    subject, rest = _asked(text)
    return (subject, rest) if subject else ("", text)


def _names_units(head: str) -> bool:
    """Whether words before a colon are units, or ask some: no label of what follows."""
    return units_extent(head) is not None or unit_look(head) >= _LEAST_UNITS or _request().search(head) is not None


def subject_below(text: str, heading: str) -> tuple[str, str]:
    """As ``split_subject``, for a sentence below a heading that names units: "Lãnh đạo các chi bộ …" of a party committee has no
    subject of its own, nor "Phân công cán bộ phụ trách …", nor what only begins like a name ("Hội chẩn, chuyển tuyến …")."""
    subject, rest = split_subject(text)
    if heading and subject and (_assigns_staff(text) or _is_verb(subject)):
        return "", text
    return ("", text) if subject.startswith("Lãnh đạo") and _leading().match(heading) else (subject, rest)


def _assigns_staff(text: str) -> bool:
    """Whether a unit is to give work to people of its own: "Phân công cán bộ phụ trách địa bàn"."""
    staff = _STAFF_BEFORE.match(text)
    return staff is not None and text.startswith(lexicon()["staff"], staff.end())


def _is_verb(subject: str) -> bool:
    """Whether a subject is a first word of names with a second syllable in small letters that makes a verb of it: "Hội chẩn"."""
    first, _, second = subject.partition(" ")
    return first in lexicon()["no_subjects"] and second.islower() and " " not in second and not only_units(subject)


def named_subject(text: str) -> tuple[str, str]:
    """As ``split_subject``, for an item of a list whose other items are units with their work: a name ends where words in small
    letters begin, though the verb is not known: "Chi cục Thú y | cân trâu bò"."""
    extent = None if text.startswith(("Tổ chức ", "Lãnh đạo ")) else units_extent(text)
    after = text[extent.end :].lstrip() if extent is not None else ""
    if extent is None or not extent.closed or not after[:1].islower() or _stated(after) or _narrows(after):
        return "", text
    return text[: extent.end].strip(), after


def only_units(text: str) -> str:
    """The units that a heading is made of: "Giao Sở Tài chính:", "Trách nhiệm của Sở Tài chính"; blank where it says anything else."""
    if text.startswith("Tổ chức "):
        return ""
    about = _ABOUT.match(text)
    if about:
        return only_units(_CONCERNING.split(text[about.end() :], maxsplit=1)[0])
    bare = asked_name(text)
    named = _BRACKETS.sub("", bare)
    extent = units_extent(named)
    whole = extent is not None and extent.end == len(named)
    looks = unit_look(named) >= _SURE_UNITS and len(bare) < _LONGEST_HEADING and not says(named)
    return bare if whole or looks else ""


def asked_name(heading: str) -> str:
    """A heading without the words that ask, and its last sign: "Đề nghị Hội Nông dân xã:" -> "Hội Nông dân xã"."""
    return _ASKED.sub("", heading.rstrip(" :."), count=1)


def says(words: str) -> bool:
    """Whether a verb stands in the words of a heading, or begins what follows its colon ("Công an xã: Tuần tra."); a syllable that
    ends a name is none ("Tiểu ban Hậu | cần, …")."""
    spaced = f" {words},"
    _, _, rest = words.partition(": ")
    if predicate_at(f" {rest[:1].lower()}{rest[1:]}", 1):
        return True
    return any(verb.group() not in lexicon()["syllables"] or spaced[verb.end()] not in ",;" for verb in predicate().finditer(spaced))


def heading_title(text: str, units: str) -> str:
    """What a heading says: the units that it names, else, and where it says what of them ("Trách nhiệm của …"), all its words."""
    return (units if units and not _ABOUT.match(text) else text).rstrip(" :.")


def request_words(text: str) -> str:
    """The words in which a sentence asks units, in small letters ("giao", "đề nghị"); blank where it does not ask in so many words."""
    spoken = _spoken().match(text)
    request = _request().match(text, spoken.end() if spoken else 0)
    return request.group().lower() if request and split_subject(text)[0] else ""


def gives(text: str) -> bool:
    """Whether a sentence gives work in so many words: "Giao Sở Tài chính …", "UBND tỉnh giao …"."""
    words = request_words(text)
    return "giao" in words or "phân công" in words


@cache
def _said() -> re.Pattern[str]:
    return re.compile(r"(?i)(?:\W|\b(?>" + alternatives("formalities") + r")\b)++")


def given_inside(text: str) -> str:
    """The units that get the work of a paragraph which does not begin with any: those asked after its first words ("Đồng ý chủ
    trương …; giao Sở Tài chính …"), or those that a closing bracket says lead ("… (Sở Xây dựng chủ trì; quý IV/2026)")."""
    held = held_inside(text)
    if held:
        return held
    match = _GIVEN.search(text)
    inside = match is not None and text.count("(", 0, match.start()) > text.count(")", 0, match.start())
    return split_subject(text[match.end() :])[0] if match and not inside else ""


def held_inside(text: str) -> str:
    """The units that a closing bracket says lead or carry out what stands before it."""
    bracket = _CLOSING_BRACKET.search(text)
    subject, rest = split_subject(bracket[1]) if bracket else ("", "")
    return subject if bracket and subject and (gives(bracket[1]) or _HOLDS.match(rest)) else ""


def formal(text: str) -> bool:
    """Whether a request only says that all this be done: "Yêu cầu các cơ quan, đơn vị khẩn trương thực hiện./."."""
    return _said().fullmatch(split_subject(text)[1]) is not None


def closes(text: str) -> bool:
    """Whether a sentence is the formula that ends a document: it asks in so many words, or says of no unit by its name, that all
    this be done: "Các khoa, phòng căn cứ Kế hoạch tổ chức thực hiện."."""
    subject = split_subject(text)[0]
    return bool(subject) and formal(text) and (request_words(text) != "" or _NOBODY_BY_NAME.fullmatch(subject) is not None)


def follows_up(text: str, lead_in: str) -> bool:
    """Whether a sentence at the end of a letter says what a unit does with what was given: "Văn phòng UBND tỉnh theo dõi, đôn đốc".

    What is said of the writer, who asks in the ``lead_in``, gives no work.
    """
    subject, rest = split_subject(text)
    writes = subject in lexicon()["speakers"] or re.search(rf"{re.escape(subject)}\s+(?:đề nghị|yêu cầu|có ý kiến|thông báo)", lead_in)
    return bool(subject) and not writes and _follow_up().match(rest) is not None


def _asked(text: str) -> tuple[str, str]:
    spoken = _spoken().match(text)
    if spoken:
        request = _request().match(text, spoken.end())
        subject, rest = _subject(text[request.end() :]) if request else ("", text)
        if subject:
            return subject, rest
    request = _request().match(text)
    return _subject(text[request.end() :] if request else text)


def _subject(text: str) -> tuple[str, str]:
    offices = _OFFICES.match(text)
    heads = _begun(text[offices.end() :]) if offices else ("", text)
    subject, rest = heads if heads[0] else _begun(text)
    return ("", text) if subject in lexicon()["no_subjects"] and not rest.startswith("có trách nhiệm") else (subject, rest)


def _begun(text: str) -> tuple[str, str]:
    if text.startswith("Tổ chức "):  # at the start of a sentence a verb; bodies are "các tổ chức"
        return "", text
    named = _named_after_colon(text)
    if text[named:].strip(" .,;") and named:
        return text[:named], text[named:].strip(" ,")
    head, colon, rest = text.partition(":")
    if colon and head.endswith(("giao", "yêu cầu", "đề nghị", "chỉ thị")):
        return "", text
    if colon and len(head) < 250 and unit_look(head) >= _LEAST_UNITS and not predicate().search(" " + head):
        return head.strip(), rest.strip()
    extent = units_extent(text)
    if extent is None:
        return _by_verb(text, 0)
    end = extent.end
    after = text[end:].lstrip(" ")
    if colon and after.startswith(":"):
        return text[:end].strip(), rest.strip()
    if after[:1] == ",":
        after = after[1:].lstrip()
        if not predicate_at(text, len(text) - len(after)):
            return _by_verb(text, end)
    if not after or not after[0].isalpha():
        return ("", text) if not after.strip(" .;") else _by_verb(text, end)
    if _stated(after):
        return "", text
    if after.startswith("được giao") and not extent.closed:
        narrowed = _by_verb(text, end + 1 + len("được giao"), _LONGEST_NARROWING)
        if narrowed[0]:
            return narrowed
    if predicate_at(text, len(text) - len(after)) or (extent.closed and extent.sure and after[0].islower() and not _narrows(after)):
        return text[:end].strip(" ,"), after
    found = _by_verb(text, end, _LONGEST_NARROWING)
    if _narrows(after) or after[0].isupper() or not extent.sure:
        return found
    near = len(found[0][end:].split()) <= _LONGEST_ATTRIBUTE or "," in found[0][end:]
    return found if found[0] and near else (text[:end].strip(" ,"), after)


def _named_after_colon(text: str) -> int:
    """The place after names listed after a colon: "Các Bộ: Tài chính, Xây dựng | khẩn trương …"; 0 where none are."""
    match = _FAMILY.match(text)
    if match is None or predicate_at(" " + text[match.end() :].lower(), 1):
        return 0
    extent = units_extent(text.replace(":", ",", 1))
    return extent.end if extent is not None and extent.end > match.end() else 0


def _stated(after: str) -> bool:
    return states(after) and not after.startswith(lexicon()["orders"])


@cache
def _narrowing() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('narrowing')})(?!\w)")


def _narrows(after: str) -> bool:
    return _narrowing().match(after) is not None


def _by_verb(text: str, start: int, reach: int = 400) -> tuple[str, str]:
    """The subject up to the first known verb after ``start`` that leaves units before it."""
    for match in predicate().finditer(text, start, max(400, start + reach) if not start else start + reach):
        subject = text[: match.start()].rstrip(" ,")
        if _DANGLING.search(subject) or subject.count("(") > subject.count(")") or _in_name(text, match.start()):
            continue
        if not start and looks_like_units(subject) < _LEAST_LIKENESS:
            continue
        look = max(unit_look(subject), unit_look(subject.replace(" và ", ", ")))  # two long names are one long part
        if look >= _LEAST_UNITS:
            return subject, text[match.start() :].strip()
        if look < 0.3:
            break
    return "", text


def _in_name(text: str, at: int) -> bool:
    """Whether a verb is a word of the name that begins after the last comma, semicolon or "và" before it."""
    begin = max((parting.end() for parting in _PARTING.finditer(text, 0, at)), default=0)
    extent = units_extent(text[begin:]) if begin else None
    return extent is not None and begin + extent.end > at


def cooperating_units(text: str) -> str:
    """The units after each "phối hợp với", and those that help who leads ("…, Công an tỉnh phối hợp"), joined by "; "."""
    found: list[str] = []
    for helped in _HELPED.finditer(text):
        units = _listed(helped[1] or helped[2])
        if units and (helped[2] or units == helped[1]):
            found.append(units)
    for match in _with().finditer(text):
        units = _listed(text[match.end() : match.end() + 500])
        if units and units not in found:
            found.append(units)
    return "; ".join(found)


def _listed(text: str) -> str:
    """The units that the text begins with, as whole as a subject would be."""
    units = _PURPOSE.split(_listed_alone(text), maxsplit=1)[0]
    whole = text
    if units.endswith(" và") or " ".join(units.lower().split()[-2:]) in lexicon()["verbals"]:  # "Chi cục Trồng trọt và", "Chi cục Quản lý"
        whole = f"{_CLAUSE_END.split(text, maxsplit=1)[0].rstrip(' .,')} thực hiện"  # where no verb follows, the end of the clause is one
    subject = _PURPOSE.split(_begun(whole)[0], maxsplit=1)[0] if units else ""
    return subject if subject.startswith(units) and unit_look(subject) >= _LEAST_UNITS else units


def _listed_alone(text: str) -> str:
    """The units that the text begins with; words that narrow the last belong to it up to the next verb or mark."""
    named = _named_after_colon(text)
    if named:
        return text[:named].strip(" ,")
    extent = units_extent(text)
    if extent is None:
        rest = re.split(r"[.;:]\s|[;:]$", text, maxsplit=1)[0]
        return _by_verb(rest, 0)[0] or (rest.rstrip(" .,") if unit_look(rest) >= 0.9 and len(rest) < 120 else "")
    units = text[: extent.end].strip(" ,")
    following = text[extent.end : extent.end + 2]
    if following[:1] != " " or not following[1:].isalpha():
        return units
    after = text[extent.end :].lstrip()
    verb = predicate().search(text, extent.end, extent.end + _LONGEST_NARROWING)
    if verb is not None and verb.start() <= extent.end + 1:
        return units
    if extent.closed and extent.sure and not _narrows(after):
        return units
    end = verb.start() if verb is not None else len(text)
    mark = re.search(r"[,.;:]", text[extent.end : end])
    longer = text[: extent.end + mark.start()] if mark else text[:end]
    if _narrows(after) and len(longer) - extent.end < _LONGEST_NARROWING:
        return longer.strip(" ,.;")
    return longer.strip(" ,") if verb is not None and mark is None and len(longer[extent.end :].split()) <= _LONGEST_ATTRIBUTE else units
