"""kehoach: Vietnamese government plans as typed task records."""
from __future__ import annotations

__version__ = "0.1.0"
