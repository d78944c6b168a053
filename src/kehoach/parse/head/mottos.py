"""The mottos at the top of a document: the name of the state with its device, or of the party (Decree 30/2020/ND-CP annex I, cell 1).

Patterns on skeletons. Scans and converted fonts lose letters and spaces of them ("CỘNG HỊA XÃ HỘI", "C NG HÒA XÃ H I"): the first
letters of the words, in this order and so close together, stand nowhere else.
"""

from __future__ import annotations

import re

_STATE = r"c[\w ]{1,4}h[\w ]{1,3}x[\w ]{1,3}h[\w ]{1,3}ch?[\w ]{1,3}ngh?[\w ]{1,4}v[\w ]{1,5}n[\w ]?m(?![^\W\d_])"
_DEVICE = r"doc lap\W{0,5}tu(?: do)?\W{0,5}hanh phuc"

STATE = re.compile(rf"(?<![^\W_]){_STATE}")
"""The name of the state on one line."""
DEVICE = re.compile(rf"\W*{_DEVICE}")
PARTY = re.compile(r"(?<![^\W_])dang cong san viet nam(?![^\W_])")
STATE_OR_DEVICE = re.compile(rf"(?<![^\W_])(?:{_STATE}|{_DEVICE})")
BROKEN = ("conghoaxahoichunghiavietnam", "dangcongsanvietnam", "doclap-tudo-hanhphuc")
"""The mottos without spaces, for those that are broken over lines."""
HALVES = re.compile(r"cong hoa xa\b|hoi chu nghia viet nam")
"""The parts of the state's name where it is broken over lines."""
