"""What an operator sees: progress and a report on a terminal, plain lines in a log, JSON where it was asked for.

Owns the layout of output, a module for each thing that is shown. Refuses to decide anything: it prints what it is
given.
"""
