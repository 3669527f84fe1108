"""What is worth saying tonight. Owns importance: which facts, in which order, which lead. Thresholds live here.

Refuses words (`templates/`), the truth of comparisons (`brief.history`) and I/O. `tell` is a function: the same
snapshot and the same series give the same story.
"""

from brief.story.tell import edition_id, tell

__all__ = ["edition_id", "tell"]
