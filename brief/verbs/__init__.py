"""The verbs of the command line, a module for those that need the same rooms. No logic: each calls and prints.

`listing` has the name and the short help of each, so that the help and one verb wait for no other verb's imports.
Refuses the clock and the environment: `cli` hands both over in a `Desk`.
"""
