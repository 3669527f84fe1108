"""What a page has only while it is previewed: a script that shows it anew, and the leave to ask our server for news.

Owns both. Refuses to be part of the site: they are put into the answer, never into a file.
"""

import html
import json
import re

from brief.serving.preview import State

SCRIPT_PATH = "/_brief/reload.js"
EVENTS_PATH = "/_brief/events"
_SILENT = re.compile(rb"connect-src (?P<quote>'|&#39;|&#x27;|&apos;)none(?P=quote)")
_HEAD = re.compile(rb"</head\s*>", re.IGNORECASE)

SCRIPT = """"use strict";
(() => {
  const shown = document.currentScript.dataset.built;
  const kept = `brief serve ${location.pathname}`;
  const place = sessionStorage.getItem(kept);
  if (place !== null) {
    sessionStorage.removeItem(kept);
    addEventListener("load", () => scrollTo({ top: Number(place), behavior: "instant" }));
  }
  let box = null;
  const say = (notice) => {
    if (box) box.remove();
    box = null;
    if (!notice) return;
    box = document.createElement("p");
    box.setAttribute("role", "status");
    box.textContent = notice;
    Object.assign(box.style, {
      position: "fixed", insetInline: "0", bottom: "0", zIndex: "99", margin: "0", padding: "0.75rem 1rem",
      background: "#7a1f14", color: "#fff", font: "1rem/1.4 system-ui, sans-serif", whiteSpace: "pre-line",
      maxHeight: "40vh", overflow: "auto",
    });
    document.body.append(box);
  };
  new EventSource("/_brief/events").addEventListener("state", (told) => {
    const { built, notice } = JSON.parse(told.data);
    if (built !== shown) {
      sessionStorage.setItem(kept, String(scrollY));
      location.reload();
      return;
    }
    say(notice);
  });
})();
"""


def live(page: bytes, state: State) -> bytes:
    """A page of the site as it is previewed: it knows which build it is of, and may ask for another."""
    script = f'<script src="{SCRIPT_PATH}" data-built="{html.escape(state.built)}" defer></script>\n'.encode()
    page = _SILENT.sub(rb"connect-src \g<quote>self\g<quote>", page, count=1)
    found = _HEAD.search(page)
    end = found.start() if found else len(page)
    return page[:end] + script + page[end:]


def event(state: State) -> bytes:
    """A state as a Server-Sent Event."""
    return f"event: state\ndata: {json.dumps(state._asdict())}\n\n".encode()


def not_built(notice: str) -> bytes:
    """What is shown in the place of every page until there is a first site."""
    said = html.escape(notice or "The site is being built.")
    return f'<!doctype html>\n<html lang="en">\n<head>\n<title>Not built yet</title>\n</head>\n<p>{said}</p>\n'.encode()
