"""What to tell of an error, wherever a verb meets it: a sentence, or nothing, where it is a bug of ours."""

from brief.errors import BriefError, WrongUsage


def code_of(error: Exception) -> int:
    """The exit code of a run that it ends."""
    if isinstance(error, BriefError):
        return error.exit_code
    return WrongUsage.exit_code if sentence_of(error) else BriefError.exit_code


def sentence_of(error: Exception) -> str:
    """A sentence for the operator; empty for what is no mistake of theirs."""
    if isinstance(error, BriefError):
        return str(error)
    import jinja2  # here, since most verbs render nothing, and the list of verbs must not wait for it

    if not isinstance(error, jinja2.TemplateError):
        return ""
    place = f"{error.name}, line {error.lineno}: " if isinstance(error, jinja2.TemplateSyntaxError) else ""
    return f"A template cannot be rendered: {place}{error.message}. Correct it in templates/."
