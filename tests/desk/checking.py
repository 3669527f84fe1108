"""One check on a small text: what it says, line by line."""

from collections.abc import Callable, Iterable
from datetime import date

from brief.desk.agenda import read_agenda
from brief.desk.checks import Case, Evidence, Found
from nights import REPOSITORY

DAY = date(2025, 11, 4)
NAME = "2025-11-04-daily-crypto-market-brief.md"
FRONT = """---
layout: post
title: "Daily Crypto Market Brief – Four Sessions of Outflows"
date: 2025-11-04
category: "crypto"
published: false
description: "Bitcoin fell."
excerpt: "Bitcoin fell, and funds lost money."
as_of: "2025-11-04T12:00:00Z"
edition: "schema 1, rules 1"
---
"""
FRONT_LINES = FRONT.count("\n")
Check = Callable[[Case], Iterable[Found]]


def post(text: str, day: date | None = DAY) -> Case:
    """A post of ours with this text, front matter included."""
    return Case(name=NAME, text=text, day=day, ours=True)


def piece(text: str, day: date | None = DAY, name: str = "a-piece.md") -> Case:
    """Somebody else's text, checked with the official calendar."""
    calendar = read_agenda((REPOSITORY / "content/_data/calendar.yaml").read_text(encoding="utf-8"), "calendar.yaml")
    return Case(name=name, text=text, day=day, evidence=Evidence(calendar=calendar))


def said(check: Check, text: str, day: date | None = DAY) -> list[str]:
    """The messages about somebody else's text."""
    return [found.message for found in check(piece(text, day))]


def lines(check: Check, case: Case) -> list[tuple[int, str]]:
    """Line of the file and message of each finding."""
    return [(found.line, found.message) for found in check(case)]
