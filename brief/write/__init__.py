"""A story becomes a Markdown post and its receipts; a post's front matter is read and flipped here too."""
