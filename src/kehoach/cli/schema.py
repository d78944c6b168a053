"""``kehoach schema``: the JSON Schema of a parsed plan."""
from __future__ import annotations

import typer

from kehoach.lang import pick


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(help=pick("In JSON Schema của một kế hoạch đã đọc.", "Print the JSON Schema of a parsed plan."))
    def schema() -> None:
        import json

        from kehoach.model import Plan

        document = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Plan.model_json_schema(mode="serialization")}
        typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
