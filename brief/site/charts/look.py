"""The one style of all charts. It takes no values, so that a content security policy can name its hash."""

import base64
import hashlib

import jinja2


def style(templates: jinja2.Environment) -> str:
    """The text between `<style>` and `</style>` of every chart."""
    return templates.get_template("chart-style.css.j2").render().strip()


def style_hash(templates: jinja2.Environment) -> str:
    """The style as a source that a policy's `style-src` allows, `'sha256-...'`."""
    digest = hashlib.sha256(style(templates).encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
