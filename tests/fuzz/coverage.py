"""A long run guided by coverage: ``python -m fuzz.coverage TARGET [libFuzzer options]`` from the folder tests (needs atheris)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["kehoach"]):
    import kehoach.normalize.plan
    import kehoach.parse.document
    import kehoach.parse.readers.docx
    import kehoach.parse.readers.html
    import kehoach.parse.readers.pdf
    import kehoach.parse.readers.text  # noqa: F401
    from fuzz.targets import FINDINGS, TARGETS, seeds


def main() -> None:
    target, options = sys.argv[1], sys.argv[2:]
    findings = FINDINGS / target
    findings.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        for number, data in enumerate(seeds(target)):
            (Path(corpus) / f"seed-{number}").write_bytes(data)
        limits = ["-timeout=60", "-rss_limit_mb=1500", "-max_len=300000", f"-artifact_prefix={findings}/"]
        atheris.Setup([sys.argv[0], *limits, *options, corpus], TARGETS[target])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
