"""From questions to figures: ask, archive, parse, reconcile. The only room with a network; refuses to know the disk."""
