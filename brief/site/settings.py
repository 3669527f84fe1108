"""`content/_config.yml`, read as Jekyll reads it. Owns which of its keys mean something to our builder."""

import re

import yaml
from pydantic import ValidationError

from brief.errors import WrongUsage
from brief.models import SiteSettings


def read_settings(text: str) -> SiteSettings:
    """The settings both builders share; keys that are Jekyll's alone are left to it."""
    try:
        fields = yaml.safe_load(text)
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 1
        raise WrongUsage(f"content/_config.yml, line {line}: this is no YAML ({broken.problem}); correct it.") from None
    except yaml.YAMLError:
        raise WrongUsage("content/_config.yml holds a control character; remove it.") from None
    if not isinstance(fields, dict):
        raise WrongUsage("content/_config.yml is no list of `key: value` lines; write at least title: and url:.")
    try:
        found = SiteSettings.model_validate({key: fields[key] for key in SiteSettings.model_fields if key in fields})
    except ValidationError as wrong:
        key = ".".join(map(str, wrong.errors()[0]["loc"]))
        due = "is missing" if wrong.errors()[0]["type"] == "missing" else "is not text; put it in quotes"
        raise WrongUsage(f"content/_config.yml: {key} {due}.") from None
    if found.url and not re.fullmatch(r"https?://[^/\s]+/?", found.url):
        raise WrongUsage(f"content/_config.yml: url is {found.url!r}; write it like https://brief.example.org.")
    if found.baseurl and not re.fullmatch(r"/[^\s]*", found.baseurl):
        raise WrongUsage(f"content/_config.yml: baseurl is {found.baseurl!r}; write it like /brief, or leave it empty.")
    return found
