"""What a text says: sentences, numbers, days, and the units a post is made of. Pure: no disk, no clock, no opinion.

`sentences` ends sentences, `blocks` reads lines as Markdown blocks by their `marks`, `units` cuts a post losslessly
into sentences, rows, headings and footnotes, `markup` turns inline Markdown into what a reader sees, `numbers` and
`days` find figures and days.
"""
