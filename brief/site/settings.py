"""`content/_config.yml`, read as Jekyll reads it. Owns which of its keys mean something to our builder."""

import yaml
from pydantic import ValidationError

from brief.errors import WrongUsage
from brief.models import SiteSettings


def read_settings(text: str) -> SiteSettings:
    """The settings both builders share; keys that are Jekyll's alone are left to it."""
    try:
        fields = yaml.safe_load(text)
        known = {key: value for key, value in fields.items() if key in SiteSettings.model_fields}
        return SiteSettings.model_validate(known)
    except (yaml.YAMLError, AttributeError, ValidationError) as wrong:
        told = " ".join(str(wrong).split())[:200]
        raise WrongUsage(f"content/_config.yml cannot be read ({told}); correct it, then run again.") from None
