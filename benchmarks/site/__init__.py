"""How fast the site is built, beside other builders of static sites: `python -m benchmarks.site`.

Everything is measured in one run on one machine, so that the ratios mean something elsewhere. Nothing here is a test.
"""
