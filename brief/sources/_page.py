"""Telling a web page from data: challenge pages, block pages, error pages that come with status 200."""

from brief.errors import Refused, Unreachable
from brief.models import Payload

_CHALLENGE = (
    b"_cf_chl_opt",
    b"<title>Just a moment...",
    b"/cdn-cgi/challenge-platform/",
    b"Enable JavaScript and cookies",
)


def refuse_challenge(payload: Payload) -> None:
    """Stop at a page that wants a browser to solve something: we identify ourselves and never evaluate challenges."""
    head = payload.body[:20_000]
    if any(mark in head for mark in _CHALLENGE):
        raise Unreachable(
            f"{payload.source} answered with a browser challenge instead of its data; "
            "nothing was read, try again later or from another network."
        )


def refuse_web_page(payload: Payload) -> None:
    """Stop at any HTML where data is due."""
    refuse_challenge(payload)
    start = payload.body.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<!doctype", b"<html", b"<head", b"<body", b"<?xml", b"<!--")):
        raise Refused(f"{payload.source} answered with a web page instead of data.")
