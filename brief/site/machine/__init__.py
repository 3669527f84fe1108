"""What programs read of the site: linked data, JSON feed, schemas, tables of series. Pure texts; their places are the
pages' business.
"""
