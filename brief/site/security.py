"""What our pages may load and run, said once: for the pages themselves, and for hosts that read a `_headers` file.

Owns the Content-Security-Policy. Nothing is allowed but files of the site's own and the few style attributes that
Markdown's tables carry, each by its hash; inline scripts and other hosts are refused. JSON-LD is data, and no script
to a browser.
"""

import base64
import hashlib

ALIGNMENTS = ("text-align:left", "text-align:center", "text-align:right")
"""The style attributes of table cells, as our renderer spells them."""


def content_security_policy() -> str:
    """The policy as a page's `<meta>` can say it: without `frame-ancestors`, which browsers read in a header only."""
    return "; ".join(f"{name} {' '.join(values)}" for name, values in _directives().items())


def headers_file() -> str:
    """The text of `_headers`, which some hosts of static sites (Netlify, Cloudflare Pages) send with each page."""
    lines = "\n".join(f"  {name}: {value}" for name, value in _headers().items())
    return f"/*\n{lines}\n"


def _directives() -> dict[str, tuple[str, ...]]:
    hashes = (f"'sha256-{_sha256(style)}'" for style in ALIGNMENTS)
    return {
        "default-src": ("'none'",),
        "img-src": ("'self'", "data:"),
        "style-src": ("'self'",),
        "style-src-attr": ("'unsafe-hashes'", *hashes),
        "script-src": ("'self'",),
        "connect-src": ("'none'",),
        "base-uri": ("'none'",),
        "form-action": ("'none'",),
    }


def _headers() -> dict[str, str]:
    unused = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone")
    refused = (*unused, "midi", "payment", "usb")
    return {
        "Content-Security-Policy": f"{content_security_policy()}; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in refused),
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
