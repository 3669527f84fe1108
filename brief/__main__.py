"""`python -m brief`: the same as `brief`."""

from brief.cli import main

main()
