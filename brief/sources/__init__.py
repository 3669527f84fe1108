"""One file per provider. Each is two pure functions, found by the `module:` of an entry in `sources.yaml`:

    requests(night)          what to ask: a list of Request, as data
    parse(payloads, night)   how to read the answers: a list of Reading

A provider that pages has a third, `more(payloads, night)`, asked again after every answer until it returns nothing.
No I/O, no clock, no try/except, no logging in here: the runner does timeouts, retries, limits and the archive, and
turns a refusal into a gap with its sentence. Files with a leading underscore are shared reading aids, not sources.
"""
