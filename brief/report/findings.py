"""What the checks found."""

import json
from collections.abc import Iterable

import click

from brief.desk.checks import Finding


def findings(found: Iterable[tuple[str, Finding]], *, layout: str) -> None:
    """What the checks found, each with its file: for people, as `json`, or as `github` annotations."""
    rows = list(found)
    if layout == "json":
        told = [{**finding.model_dump(exclude={"line"}), "file": file, "line": finding.line} for file, finding in rows]
        order = ("check", "severity", "file", "line", "sentence", "figure", "message", "fix")
        click.echo(
            json.dumps({"findings": [{key: one[key] for key in order} for one in told]}, ensure_ascii=False, indent=1)
        )
        return
    for file, finding in rows:
        if layout == "github":
            click.echo(_annotation(file, finding))
        else:
            click.echo(f"{file}:{finding.line}: {finding.severity} ({finding.check}): {finding.message}")
            if finding.sentence:
                click.echo(f"    {finding.sentence}")
            click.echo(f"    {finding.fix}")


def _annotation(file: str, finding: Finding) -> str:
    """A workflow command that puts the finding beside its line in a pull request."""
    level = {"fail": "error", "warn": "warning", "note": "notice"}[finding.severity]
    where = ",".join(
        f"{key}={_escaped(str(value)).replace(':', '%3A').replace(',', '%2C')}"
        for key, value in (("file", file), ("line", finding.line), ("title", finding.check))
    )
    return f"::{level} {where}::{_escaped(f'{finding.message} {finding.fix}')}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
