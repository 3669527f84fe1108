"""A simulated past: nights whose sources answer what they would have answered, from the series of this repository.

`market` is the truth, `answers` the shapes in which the sources tell it, `nights` the site folder and its nights.
"""
