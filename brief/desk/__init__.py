"""The editor's room: checks before publishing, and publishing itself."""
