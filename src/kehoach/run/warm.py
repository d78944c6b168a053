"""Everything a worker needs, loaded and used once: imported by the process that workers are forked from, so that each starts warm."""

from __future__ import annotations

from importlib import import_module

from kehoach.parse.readers import READERS
from kehoach.run.job import Job, carry_out

_PLAN = """KẾ HOẠCH năm 2024
| STT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn |
|---|---|---|---|
| 1 | Rà soát | Sở Nội vụ | Quý II |
"""

for _reader in READERS.values():
    import_module(_reader.partition(":")[0])
carry_out(Job("warm.txt", data=_PLAN.encode()))
