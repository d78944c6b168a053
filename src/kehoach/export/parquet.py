"""Parquet for engines (DuckDB, Spark, pandas): one row per task, lists nested, the document's fields beside them.

Needs pyarrow (``pip install 'kehoach[parquet]'``). A row holds every field of its task under the names of the JSON; the
document's begin with ``document_``, the source's with ``source_``, the section's heading is ``section_ordinal`` and
``section_title``.
"""
from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from kehoach.errors import UsageError
from kehoach.lang import pick
from kehoach.model import Clause, Plan, Unit, as_dict

if TYPE_CHECKING:
    from kehoach.export import Options

ROWS_PER_GROUP = 20_000


def write(plans: Iterable[Plan], path: Path, options: Options) -> list[str]:
    """Write the tasks of all plans, a group of rows in memory at a time. Raises ``UsageError`` where pyarrow is missing."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise UsageError(
            pick(
                "xuất Parquet cần pyarrow; cài bằng: pip install 'kehoach[parquet]'",
                "Parquet needs pyarrow; install it with: pip install 'kehoach[parquet]'",
            )
        ) from None

    schema = _schema(pyarrow)
    rows = (row for plan in plans for row in _rows(plan))
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(islice(rows, ROWS_PER_GROUP)):
            writer.write_table(pyarrow.Table.from_pylist(group, schema=schema))
    return []


def _rows(plan: Plan) -> Iterator[dict[str, Any]]:
    info, period = plan.document, plan.document.period
    document = {
        **{f"source_{name}": value for name, value in as_dict(plan.source).items()},
        **{f"document_{name}": value for name, value in as_dict(info).items() if name != "period"},
        "document_period_start": period.start if period else None,
        "document_period_end": period.end if period else None,
    }
    sections = {section.id: section for section in plan.sections}
    for position, task in enumerate(plan.tasks):
        section = sections.get(task.section_id or "")
        record: dict[str, Any] = msgspec.to_builtins(task, builtin_types=(date,))
        record["extra"] = list(record["extra"].items())
        record["provenance"] = [json.dumps(place, ensure_ascii=False) for place in record["provenance"]]
        yield {
            **document,
            "section_ordinal": section.ordinal if section else None,
            "section_title": section.title if section else None,
            "position": position,
            **record,
        }


def _schema(pa: Any) -> Any:
    text, flag, number, day = pa.string(), pa.bool_(), pa.int32(), pa.date32()
    special = {"start": day, "end": day, "approximate": flag}
    units = pa.list_(pa.struct([(name, text) for name in Unit.__struct_fields__]))
    clauses = pa.list_(pa.struct([(name, special.get(name, text)) for name in Clause.__struct_fields__]))
    columns: dict[str, Any] = {
        **dict.fromkeys(("source_path", "source_format", "source_sha256"), text),
        "source_pages": number,
        **dict.fromkeys(("document_number", "document_kind", "document_title"), text),
        "document_issuer": pa.struct([("raw", text), ("name", text), ("level", text)]),
        **dict.fromkeys(("document_province", "document_issued_on", "document_effective_on"), text),
        "document_signer": pa.struct([("name", text), ("role", text), ("authority", text)]),
        "document_is_draft": flag,
        "document_period_start": day,
        "document_period_end": day,
        "section_ordinal": text,
        "section_title": text,
        "position": number,
        **dict.fromkeys(("id", "section_id", "parent_id"), text),
        "is_group": flag,
        **dict.fromkeys(("origin", "ordinal", "row", "title", "lead_raw", "cooperating_raw"), text),
        "lead_units": units,
        "cooperating_units": units,
        "deliverables": pa.list_(text),
        "deadline": pa.struct([("raw", text), ("due", day), ("clauses", clauses)]),
        "citations": pa.list_(text),
        "footnotes": pa.list_(text),
        "extra": pa.map_(text, text),
        "provenance": pa.list_(text),
    }
    return pa.schema(list(columns.items()))
