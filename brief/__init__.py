"""Market brief: public sources in, a footnoted Markdown post and a static site out. ARCHITECTURE.md is the map."""

__version__ = "0.1.0"
