"""``kehoach schema``: the JSON Schema of a parsed plan."""
from __future__ import annotations

import click

from kehoach.lang import pick


def register(app: click.Group) -> None:
    """Add the command to the application."""

    @app.command(help=pick("In JSON Schema của một kế hoạch đã đọc.", "Print the JSON Schema of a parsed plan."))
    def schema() -> None:
        import json

        from kehoach.model import Plan, json_schema

        click.echo(json.dumps(json_schema(Plan), ensure_ascii=False, indent=2))
