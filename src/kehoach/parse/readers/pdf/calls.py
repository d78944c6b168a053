"""PDFium's functions called with plain numbers.

The bindings check and convert every argument by its type. Where a page needs thousands of calls, the same functions are taken by address
with handles and pointers as numbers, which costs half as much.
"""

from __future__ import annotations

from collections.abc import Callable
from ctypes import PYFUNCTYPE, c_int, c_void_p, cast
from typing import Any

HANDLE, NUMBER = c_void_p, c_int


def by_number(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of the bindings that takes and gives handles as numbers (0 or None for none)."""
    prototype: Callable[[int], Callable[..., Any]] = PYFUNCTYPE(result, *arguments)
    return prototype(cast(function, c_void_p).value or 0)


def handle_of(pointer: Any) -> int:
    """The number of a handle of the bindings."""
    return cast(pointer, c_void_p).value or 0
