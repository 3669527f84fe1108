"""The site previewed on this machine: built after every save, served to it alone, and shown anew in open pages.

Owns listening and watching; no other room does either. Refuses to be a host: it answers on the loopback interface only.
"""
