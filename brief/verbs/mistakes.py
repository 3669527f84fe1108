"""What to tell of an error, wherever a verb meets it: a sentence, or nothing, where it is a bug of ours."""

import errno
from typing import TypeGuard

from brief.errors import BriefError, DiskRefused, WrongUsage

_DISKS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})


def sentence_of(error: Exception) -> str:
    """A sentence for the operator; empty for what is no mistake of theirs."""
    if isinstance(error, BriefError):
        return str(error)
    if _is_a_disk_s(error):
        return f"What is printed could not be written: {error.strerror}. Nothing was lost; mend that and run again."
    import jinja2  # here, since most verbs render nothing, and the list of verbs must not wait for it

    if not isinstance(error, jinja2.TemplateError):
        return ""
    place = f"{error.name}, line {error.lineno}: " if isinstance(error, jinja2.TemplateSyntaxError) else ""
    return f"A template cannot be rendered: {place}{error.message}. Correct it in templates/."


def code_of(error: Exception) -> int:
    """The exit code of a run that it ends; 1 for a bug of ours."""
    if isinstance(error, BriefError):
        return error.exit_code
    if _is_a_disk_s(error):
        return DiskRefused.exit_code
    return WrongUsage.exit_code if sentence_of(error) else BriefError.exit_code


def _is_a_disk_s(error: Exception) -> TypeGuard[OSError]:
    """Whether a disk refused where no store was asked: that of the log that we print to."""
    return isinstance(error, OSError) and error.errno in _DISKS
