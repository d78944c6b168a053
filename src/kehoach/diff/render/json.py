"""JSON, stable and documented: see ``kehoach.diff.result`` and the contract."""

from __future__ import annotations

import json

from kehoach.diff.render import Options
from kehoach.diff.result import PlanDiff
from kehoach.model import Plan, as_dict


def render(diff: PlanDiff, old: Plan, new: Plan, options: Options) -> str:
    """The comparison; ``summary_only`` leaves the lists out."""
    shown = as_dict(diff)
    if options.summary_only:
        shown = {name: shown[name] for name in ("schema_version", "old", "new", "summary")}
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"
