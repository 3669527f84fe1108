"""Feeds that nobody should send: how each is written, and what is to be read in it.

The tables of titles, dates and links hold what stands between the tags, as it is written there (`&lt;` included), and
what comes of it: "" where the entry is left out, or its link is. The other tables hold whole answers. What an answer
must come to is a list of `Found`, or the sentence of its refusal behind the source's name.
"""

import gzip
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

LINK = "https://outlet.example/a"
WHEN = "Mon, 27 Jul 2026 15:30:00 +0000"
AT = "2026-07-27 15:30:00"
NO_FEED = "answered with something that is no feed; see what its address gives now."
CUT_OFF = "sent a feed that is cut off or broken; it was not read."
NOTHING_LEFT = "sent a feed that is broken, with no entry left in it; it was not read."
UNREADABLE = "sent a feed without one entry that has a title and a date we can read; see what its address gives now."
NO_ROW = "sent a list without one row that has a title and a time we can read."


class Found(NamedTuple):
    """An item as it must be read. Its time is in UTC, its place behind `entry[` is the id."""

    title: str
    link: str = LINK
    at: str = AT
    own: str = ""


class Feed(NamedTuple):
    """A whole answer: its bytes, and its items (in the feed's order) or the sentence that refuses it."""

    name: str
    body: bytes
    comes_to: Sequence[Found] | str
    content_type: str = ""


class Answer(NamedTuple):
    """The same for a source that sends JSON or a page: the module, and what its items come to."""

    name: str
    module: str
    body: bytes
    comes_to: Sequence[Found] | str


def item(title: str = "Bitcoin rises", link: str = LINK, at: str = WHEN, more: str = "") -> str:
    """An entry of RSS; what its fields say stands there as it is written."""
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{at}</pubDate>{more}</item>"


def rss(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>\n', tail: str = "</channel></rss>\n") -> str:
    channel = '<rss version="2.0"><channel><title>Outlet</title><link>https://outlet.example/</link>'
    return f"{head}{channel}{''.join(items)}{tail}"


def atom(*entries: str, more: str = "") -> str:
    told = "<title>Outlet</title><id>urn:outlet</id><updated>2026-07-27T15:30:00Z</updated>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom"{more}>{told}{"".join(entries)}</feed>\n'


def entry(
    title: str = "<title>Bitcoin rises</title>",
    link: str = f'<link href="{LINK}"/>',
    more: str = "<published>2026-07-27T15:30:00Z</published>",
) -> str:
    """An entry of Atom, of whole elements."""
    return f"<entry>{title}{link}<id>urn:1</id>{more}</entry>"


# Titles, as they stand in RSS

MANY = "&lt;b&gt;" * 2000
TITLES: Sequence[tuple[str, str, str]] = (
    # What a template or Markdown would run
    ("liquid output", "Funds {{ site.title }} rise", "Funds {{ site.title }} rise"),
    ("liquid tag", "Fees {% include x %} fall", "Fees {% include x %} fall"),
    ("liquid unclosed", "Fees fall 30{% in a day {{", "Fees fall 30{% in a day {{"),
    ("liquid endraw", "{% endraw %}{{ x }}{% raw %}", "{% endraw %}{{ x }}{% raw %}"),
    ("pipes", "| ETH | SOL |", "| ETH | SOL |"),
    ("table rule", "|---|:--:|", "|---|:--:|"),
    ("footnote", "Rates[^1] and [^missing] and ^[inline]", "Rates[^1] and [^missing] and ^[inline]"),
    ("footnote definition", "[^1]: Source: nobody", "[^1]: Source: nobody"),
    ("link definition", "[HIGH]: https://evil.example", "[HIGH]: https://evil.example"),
    ("link to a script", "[Buy](javascript:alert(1)) now", "[Buy](javascript:alert(1)) now"),
    ("image", "![x](https://evil.example/p.png) seen", "![x](https://evil.example/p.png) seen"),
    ("autolink", "&lt;https://evil.example/&gt; is down", "<https://evil.example/> is down"),
    ("bare link", "www.evil.example me@evil.example", "www.evil.example me@evil.example"),
    ("stars", "*All* **rise** ***high***", "*All* **rise** ***high***"),
    ("underscores", "snake_case __init__ _x_", "snake_case __init__ _x_"),
    ("backticks", "`code` and ``more``", "`code` and ``more``"),
    ("fence", "```liquid", "```liquid"),
    ("backslashes", r"C:\new \* \\ end \ ", r"C:\new \* \\ end \\"[:-1]),
    ("maths", "$$x^2$$ and \\(y\\) for $5", "$$x^2$$ and \\(y\\) for $5"),
    ("kramdown attribute", "Rise {: .x #y onclick='z'}", "Rise {: .x #y onclick='z'}"),
    ("kramdown options", "{::options parse_block_html='true' /}", "{::options parse_block_html='true' /}"),
    ("kramdown nomarkdown", "{::nomarkdown}&lt;hr&gt;{:/}", "{::nomarkdown} {:/}"),
    ("kramdown contents", "{:toc} and :toc", "{:toc} and :toc"),
    ("abbreviation", "*[BTC]: Big Trouble", "*[BTC]: Big Trouble"),
    ("heading", "# Not a section ##", "# Not a section ##"),
    ("setext underline", "======", "======"),
    ("rule", "* * *", "* * *"),
    ("bullet", "- Minus at the start", "- Minus at the start"),
    ("number", "1986. The year it began", "1986. The year it began"),
    ("quotation", "&gt; Quoted, then 5 &gt; 3", "> Quoted, then 5 > 3"),
    ("definition list", ": a definition", ": a definition"),
    ("dashes and dots", "a--b, a---b, wait... &lt;&lt;so&gt;&gt;", "a--b, a---b, wait... <<so>>"),
    ("front matter", "--- title: x ---", "--- title: x ---"),
    ("yaml colon and hash", "note: yes #1 &amp;x *y !z", "note: yes #1 &x *y !z"),
    ("yaml number", "1,000", "1,000"),
    ("quotes", "It's \"so\" 'called'", "It's \"so\" 'called'"),
    # Markup, however it is wrapped
    ("script once escaped", "&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"),
    ("script twice escaped", "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;", "<script>alert(1)</script>"),
    ("script three times escaped", "&amp;amp;lt;script&amp;amp;gt;", "&lt;script&gt;"),
    ("script in CDATA", "<![CDATA[<script>alert(1)</script>]]>", "<script>alert(1)</script>"),
    ("bold once escaped", "A &lt;b&gt;bold&lt;/b&gt; one", "A bold one"),
    ("bold twice escaped", "A &amp;lt;b&amp;gt;bold&amp;lt;/b&amp;gt; one", "A bold one"),
    ("bold in CDATA", "<![CDATA[A <b class='x'>bold</b> one]]>", "A bold one"),
    ("handler in a tag", "&lt;img src=x onerror=alert(1)&gt; seen", "seen"),
    ("link in a title", "&lt;a href='javascript:x'&gt;Rates&lt;/a&gt; hold", "Rates hold"),
    ("broken tag", "Below &lt;b and above", "Below <b and above"),
    ("tag in a tag", "A &lt;&lt;b&gt;b&gt;bold one", "A bold one"),
    ("tag with a hidden sign in it", "A &lt;\u200bb&gt;bold&lt;/b\u200b&gt; one", "A bold one"),
    ("tag with a control character in it", "A &lt;b\x81&gt;bold&lt;/b&gt; one", "A bold one"),
    ("comment", "Rates&lt;!-- hidden --&gt; hold", "Rates hold"),
    ("comment unclosed", "Rates hold &lt;!-- not", "Rates hold <!-- not"),
    ("our own item mark", "&lt;!-- item: bridge --&gt;Bridge drained", "Bridge drained"),
    ("entities", "Tether&amp;#039;s $1&amp;nbsp;billion &amp;mdash; R&amp;amp;D", "Tether's $1 billion — R&D"),
    ("entity that is none", "a &amp;nosuch; b &amp;#99999999; c", "a &nosuch; b &#99999999; c"),
    ("entity of a control character", "a&amp;#0;b&amp;#x1b;c", "a\ufffdbc"),
    ("entity of half a character", "a&amp;#xd83d;b", "a\ufffdb"),
    ("half a character as a code", "a&#xD83D;b", "a\ufffdb"),
    ("a character as its halves' codes", "&#55357;&#56960; to the moon", "🚀 to the moon"),
    ("a character as its halves' codes in hex", "<![CDATA[&#xd83d;&#xDE80; to the moon]]>", "🚀 to the moon"),
    ("halves the wrong way round", "a&#56960;&#55357;b", "a\ufffd\ufffdb"),
    ("a code near the halves'", "a&#55000;b", "a\ud6d8b"),
    ("CDATA in pieces", "<![CDATA[Bit]]><![CDATA[coin]]> rises", "Bitcoin rises"),
    ("CDATA end in CDATA", "<![CDATA[Bit]]]]><![CDATA[>coin]]>", "Bit]]>coin"),
    # What is not seen, or turns what is seen
    ("right to left override", "Price \u202e000,1$\u202c rises", "Price 000,1$ rises"),
    ("isolates and marks", "\u2066Bitcoin\u2069 \u200erises\u200f\u061c", "Bitcoin rises"),
    ("Arabic", "عربي Bitcoin", "عربي Bitcoin"),
    ("zero width", "Bit\u200bcoin\u2060 ri\ufeffses\u00ad", "Bitcoin rises"),
    ("joiners in Latin", "Bit\u200dco\u200cin", "Bitcoin"),
    ("joiner in a picture", "👩\u200d🚀 lands", "👩\u200d🚀 lands"),
    ("tags of Unicode", "Bitcoin\U000e0041\U000e0042 rises", "Bitcoin rises"),
    ("fillers", "\u3164Bitcoin\uffa0 rises\u115f", "Bitcoin rises"),
    ("combining marks", "Cafe\u0301 rises", "Café rises"),
    ("a tower of combining marks", "Z" + "\u0301\u0302" * 20, "Ź" + "\u0302" + "\u0301\u0302" * 19),
    ("pictures", "🚀 to the 🌕 🇨🇭", "🚀 to the 🌕 🇨🇭"),
    ("control characters", "Bit&#x7f;coin\x9b31m rises", "Bit coin›31m rises"),
    ("line ends", "Bitcoin\r\n\trises\u2028in\u2029May", "Bitcoin rises in May"),
    ("odd blanks", "Bitcoin\u00a0\u2003rises\u3000now", "Bitcoin rises now"),
    ("not characters", "a\ufdd0b\ufdd1c", "a b c"),
    ("10,000 letters", "x" * 10_000, "x" * 300 + "..."),
    ("10,000 words", "word " * 10_000, "word " * 59 + "word..."),
    ("white space only", " \t\u00a0\u2003\r\n ", ""),
    ("hidden signs only", "\u200b\u200e\u2060\ufeff", ""),
    ("marks over no letter only", "\u0301\u0308", ""),
    ("a sign that chooses between pictures only", "\ufe0f", ""),
    ("blanks of Braille only", "\u2800\u2800", ""),
    ("one picture only", "🚀", "🚀"),
    ("one dash only", "—", "—"),
    ("tags only", "&lt;b&gt;&lt;/b&gt;&lt;br/&gt;", ""),
    ("nothing", "", ""),
    ("2,000 open tags", MANY + "deep", ""),
)

# Dates, as they stand in RSS. A date that names no moment, or could name several, is none.

DATES: Sequence[tuple[str, str, str]] = (
    ("named zone of the standard", "Mon, 27 Jul 2026 11:30:00 EDT", AT),
    ("universal time", "Mon, 27 Jul 2026 15:30:00 UT", AT),
    ("offset with half an hour", "Mon, 27 Jul 2026 21:00:00 +0530", AT),
    ("offset with a colon", "Mon, 27 Jul 2026 21:00:00 +05:30", AT),
    ("offset behind a name", "Mon, 27 Jul 2026 17:30:00 GMT+0200", AT),
    ("minus nothing", "Mon, 27 Jul 2026 15:30:00 -0000", AT),
    ("no zone", "Mon, 27 Jul 2026 15:30:00", AT),
    ("no seconds", "27 Jul 2026 15:30 +0000", AT),
    ("no weekday", "27 Jul 2026 15:30:00 GMT", AT),
    ("another weekday", "Tue, 27 Jul 2026 15:30:00 GMT", AT),
    ("no blank behind the weekday", "Mon,27 Jul 2026 15:30:00 GMT", AT),
    ("long names", "Monday, 27 July 2026 15:30:00 GMT", AT),
    ("no time", "Mon, 27 Jul 2026", "2026-07-27 00:00:00"),
    ("a remark", "Mon, 27 Jul 2026 15:30:00 +0000 (cached)", AT),
    ("two lines", "Mon, 27 Jul 2026\n      15:30:00 GMT", AT),
    ("two-digit year", "Mon, 27 Jul 26 15:30:00 GMT", AT),
    ("two-digit year of the last century", "Tue, 27 Jul 99 15:30:00 GMT", "1999-07-27 15:30:00"),
    ("two-digit year before the web", "Sun, 27 Jul 69 15:30:00 GMT", ""),
    ("leap second", "Fri, 31 Dec 2026 23:59:60 GMT", "2026-12-31 23:59:59"),
    ("far future", "Mon, 27 Jul 2126 15:30:00 GMT", "2126-07-27 15:30:00"),
    ("last year there is", "9999-12-31T23:59:59Z", "9999-12-31 23:59:59"),
    ("beyond the last year", "9999-12-31T23:59:59-14:00", ""),
    ("year 1", "Mon, 01 Jan 0001 00:00:00 GMT", ""),
    ("before year 1", "0001-01-01T00:00:00+14:00", ""),
    ("year of five digits", "Mon, 27 Jul 20260 15:30:00 GMT", ""),
    ("empty field of a database", "Sat, 30 Dec 1899 00:00:00 GMT", ""),
    ("beginning of the epoch", "Thu, 01 Jan 1970 00:00:00 GMT", ""),
    ("ISO", "2026-07-27T15:30:00Z", AT),
    ("ISO in small letters", "2026-07-27t15:30:00z", AT),
    ("ISO with a blank", "2026-07-27 15:30:00 +00:00", AT),
    ("ISO without a zone", "2026-07-27T15:30:00", AT),
    ("ISO with nanoseconds", "2026-07-27T15:30:00.123456789Z", AT),
    ("ISO without hyphens", "20260727T153000Z", AT),
    ("ISO leap second", "2026-06-30T23:59:60Z", "2026-06-30 23:59:59"),
    ("ISO day", "2026-07-27", "2026-07-27 00:00:00"),
    ("ISO month", "2026-07", ""),
    ("ISO year", "2026", ""),
    ("ISO week", "2026-W31-1", ""),
    ("a zone named twice", "2026-07-27T15:30:00ZZ", ""),
    ("a minus of print", "2026-07-27T15:30:00\u221205:00", ""),
    ("month 13", "2026-13-01T00:00:00Z", ""),
    ("month 0", "2026-00-10T00:00:00Z", ""),
    ("day 32", "Mon, 32 Jul 2026 15:30:00 GMT", ""),
    ("29 February of no leap year", "2026-02-29T00:00:00Z", ""),
    ("hour 25", "Mon, 27 Jul 2026 25:00:00 GMT", ""),
    ("minute 60", "2026-07-27T15:60:00Z", ""),
    ("offset of 25 hours", "Mon, 27 Jul 2026 15:30:00 +2500", ""),
    ("zone with several meanings", "Mon, 27 Jul 2026 15:30:00 IST", ""),
    ("zone that the standard does not know", "Mon, 27 Jul 2026 15:30:00 JST", ""),
    ("military letter", "Mon, 27 Jul 2026 15:30:00 A", ""),
    ("twelve hours", "Mon, 27 Jul 2026 3:30 PM", ""),
    ("slashes", "2026/07/27", ""),
    ("slashes of two readings", "07/08/2026", ""),
    ("year of two digits with hyphens", "26-07-27", ""),
    ("French", "lun., 27 juil. 2026 15:30:00 +0200", ""),
    ("Korean", "2026년 07월 27일", ""),
    ("Japanese era", "令和8年7月27日", ""),
    ("Hungarian", "2026-július-27T15:30+02:00", ""),
    ("Arabic digits", "٢٠٢٦-٠٧-٢٧", ""),
    ("wide digits", "２０２６-０７-２７", ""),
    ("seconds since 1970", "1785166200", ""),
    ("negative", "-2026-07-27", ""),
    ("words", "yesterday", ""),
    ("no number", "Invalid Date", ""),
    ("markup", "&lt;b&gt;Mon, 27 Jul 2026 15:30:00 GMT&lt;/b&gt;", ""),
    ("two dates", "Mon, 27 Jul 2026 15:30:00 GMT, Tue, 28 Jul 2026 15:30:00 GMT", ""),
    ("digits without end", "9" * 5000, ""),
    ("nothing", "", ""),
)

# Links, as they stand in RSS

LINKS: Sequence[tuple[str, str, str]] = (
    ("script", "javascript:alert(1)", ""),
    ("script in odd letters", "JaVaScRiPt:alert(1)", ""),
    ("script with a line end", "java\nscript:alert(1)", ""),
    ("script with a tab", "java&#9;script:alert(1)", ""),
    ("script behind an entity", "&amp;#106;avascript:alert(1)", "https://publisher.example/news/javascript:alert(1)"),
    ("script behind a control character", "\x81javascript:x", "https://publisher.example/news/javascript:x"),
    ("VBScript", "vbscript:msgbox(1)", ""),
    ("data", "data:text/html;base64,PHNjcmlwdD4=", ""),
    ("file", "file:///etc/hostname", ""),
    ("mail", "mailto:desk@outlet.example", ""),
    ("blob", "blob:https://outlet.example/1", ""),
    ("view source", "view-source:https://outlet.example/", ""),
    ("feed scheme", "feed://outlet.example/a", ""),
    ("protocol-relative", "//outlet.example/a", LINK),
    ("path", "/a?b=1", "https://publisher.example/a?b=1"),
    ("path that climbs", "../../../../a", "https://publisher.example/a"),
    ("a word", "a.html", "https://publisher.example/news/a.html"),
    ("only a fragment", "#top", ""),
    ("only a question", "?page=2", "https://publisher.example/news/feed.xml?page=2"),
    ("login", "https://user:word@outlet.example/", ""),
    ("login without a word", "https://outlet.example@evil.example/", ""),
    ("login behind an escape", "https://outlet.example%40evil.example/", ""),
    ("address of version 6", "https://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
    ("broken address of version 6", "https://[2001:db8::1/a", ""),
    ("port", "https://outlet.example:8443/a", "https://outlet.example:8443/a"),
    ("port that cannot be", "https://outlet.example:99999/a", ""),
    ("port that is no number", "https://outlet.example:80a/a", ""),
    ("port 0", "https://outlet.example:0/a", ""),
    ("punycode", "https://xn--bcher-kva.example/a", "https://xn--bcher-kva.example/a"),
    ("host in other letters", "https://bücher.example/ü", "https://bücher.example/ü"),
    ("host that cannot be", f"https://ü{'a' * 80}.example/", ""),
    ("no host", "https:///a b", ""),
    ("host with a slash of another script", "https://outlet.example\uff0fevil.example/", ""),
    ("host with a quote", "https://outlet.example&quot;onclick=x/", ""),
    ("utm", "https://outlet.example/a?utm_source=rss&amp;utm_medium=x", LINK),
    ("utm among others", "https://outlet.example/a?id=7&amp;utm_source=rss#x", "https://outlet.example/a?id=7#x"),
    ("utm in capitals and escaped", "https://outlet.example/a?UTM_Source=x&amp;utm%5Fid=y", LINK),
    ("utm twice escaped", "https://outlet.example/a?utm_source=rss&amp;amp;utm_id=2", LINK),
    ("utm glued on", "https://outlet.example/a?id=1?utm_source=rss&amp;utm_id=2", "https://outlet.example/a?id=1"),
    ("utm behind a semicolon", "https://outlet.example/a?id=1;utm_source=rss", "https://outlet.example/a?id=1"),
    ("utm in the fragment", "https://outlet.example/a#utm_source=rss&amp;utm_id=2", LINK),
    ("click ids", "https://outlet.example/a?fbclid=1&amp;gclid=2&amp;msclkid=3&amp;mc_cid=4", LINK),
    (
        "what only looks like one",
        "https://outlet.example/a?reference=1&amp;my_utm_x=2",
        "https://outlet.example/a?reference=1&my_utm_x=2",
    ),
    (
        "names like entities",
        "https://outlet.example/?a=1&amp;copy=2&amp;section=3",
        "https://outlet.example/?a=1&copy=2&section=3",
    ),
    ("line end within", "https://outlet.example/\n      a", LINK),
    ("blanks around and within", "  https://outlet.example/a report.pdf ", "https://outlet.example/a%20report.pdf"),
    ("control character within", "https://outlet.example/&#x81;a", LINK),
    ("CDATA", "<![CDATA[https://outlet.example/a]]>", LINK),
    ("hidden signs", "https://outlet\u200b.example/\u202ea", LINK),
    ("Liquid and pipes", "https://outlet.example/{{x}}|y", "https://outlet.example/{{x}}|y"),
    ("fragment", "https://outlet.example/a#:~:text=a,b", "https://outlet.example/a#:~:text=a,b"),
    ("10,000 characters", "https://outlet.example/" + "a" * 10_000, "https://outlet.example/" + "a" * 10_000),
    ("nothing", "", ""),
    ("white space", " \n ", ""),
    ("the feed itself", "https://publisher.example/news/feed.xml?page=1", ""),
    ("words", "see our page", "https://publisher.example/news/see%20our%20page"),
)

# Whole answers

ONE = (Found("Bitcoin rises"),)
DTD = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss-0.91.dtd">'
BOMB = "".join(f'<!ENTITY b{n} "' + f"&b{n - 1};" * 10 + '">' for n in range(1, 10))
LONG = "x" * 50_000
ATTRIBUTES = " ".join(f'a{n}="1"' for n in range(1000))
WHOLE = rss(item())


def declared(name: str, text: str = WHOLE) -> str:
    return text.replace('encoding="utf-8"', f'encoding="{name}"')


def undeclared(text: str = WHOLE) -> str:
    return text.replace(' encoding="utf-8"', "")


def typed(content: str, kind: str) -> str:
    return f'<title type="{kind}">{content}</title>'


def div(content: str) -> str:
    return f'<div xmlns="http://www.w3.org/1999/xhtml">{content}</div>'


ENCODINGS = (
    Feed("BOM", b"\xef\xbb\xbf" + WHOLE.encode(), ONE),
    Feed("two BOMs", b"\xef\xbb\xbf" * 2 + WHOLE.encode(), ONE),
    Feed("BOM behind a blank line", b"\n\xef\xbb\xbf" + WHOLE.encode(), ONE),
    Feed("UTF-16 with its mark", declared("utf-16").encode("utf-16"), ONE),
    Feed("UTF-16 that says UTF-8", WHOLE.encode("utf-16"), NO_FEED),
    Feed("UTF-16 without a word of it", undeclared().encode("utf-16-le"), NO_FEED),
    Feed("UTF-16 the other way round, without a word of it", undeclared().encode("utf-16-be"), NO_FEED),
    Feed("UTF-32", declared("utf-32").encode("utf-32"), ONE),
    Feed("Latin 1 that says UTF-8", rss(item("Café rises")).encode("latin-1"), (Found("Café rises"),)),
    Feed(
        "Windows 1252 that says Latin 1",
        declared("iso-8859-1", rss(item("“Café” rises"))).encode("cp1252"),
        (Found("“Café” rises"),),
    ),
    Feed("UTF-8 that says Latin 1", declared("iso-8859-1", rss(item("Café"))).encode(), (Found("Café"),)),
    Feed(
        "UTF-8, and the header says Latin 1",
        rss(item("Café")).encode(),
        (Found("Café"),),
        "text/xml; charset=iso-8859-1",
    ),
    Feed("an encoding that does not exist", declared("klingon").encode(), ONE),
    Feed("a header with an encoding that does not exist", WHOLE.encode(), ONE, "text/xml; charset=klingon"),
    Feed("Shift JIS", declared("shift_jis", rss(item("暗号資産"))).encode("shift_jis"), (Found("暗号資産"),)),
    Feed("one bad byte", rss(item("Bitcoin @ rises")).encode().replace(b"@", b"\xff"), (Found("Bitcoin ÿ rises"),)),
    Feed(
        "a letter cut in two, elsewhere",
        rss(item("Brazil’s €", more="<description>Caf@</description>")).encode().replace(b"@", b"\xc3"),
        (Found("Brazil’s €"),),
    ),
    Feed("a letter cut in two, here", rss(item("€ – Caf@")).encode().replace(b"@", b"\xc3"), (Found("€ – Caf\ufffd"),)),
    Feed(
        "a picture in six bytes",
        rss(item("“Café” – “€” – “Zoë” @")).encode().replace(b"@", b"\xed\xa0\xbd\xed\xba\x80"),
        (Found("“Café” – “€” – “Zoë” " + "\ufffd" * 6),),
    ),
    Feed("UTF-8 that says UTF-16", declared("utf-16", rss(item("Café €"))).encode(), (Found("Café €"),)),
    Feed("UTF-8 that says UCS-4", declared("ISO-10646-UCS-4", rss(item("Café €"))).encode(), (Found("Café €"),)),
    Feed("GB 18030", declared("gb18030", rss(item("暗号资产"))).encode("gb18030"), (Found("暗号资产"),)),
    Feed("KOI8", declared("koi8-r", rss(item("Рост курса"))).encode("koi8-r"), (Found("Рост курса"),)),
    Feed("served as a web page", WHOLE.encode(), ONE, "text/html; charset=utf-8"),
    Feed("served as an image", WHOLE.encode(), ONE, "image/png"),
)
XML = (
    Feed("nothing", b"", NO_FEED),
    Feed("white space", b" \n\t ", NO_FEED),
    Feed("null bytes", b"\x00" * 1000, NO_FEED),
    Feed("random bytes", bytes(range(256)) * 4, NO_FEED),
    Feed("compressed", gzip.compress(WHOLE.encode(), mtime=0), NO_FEED),
    Feed(
        "a web page",
        b"<!DOCTYPE html><html><head><title>RSS</title></head><body><p>Maintenance</p></body></html>",
        NO_FEED,
    ),
    Feed(
        "a web page that links to its feed",
        b'<html><head><link rel="alternate" type="application/rss+xml" href="/rss"/></head></html>',
        NO_FEED,
    ),
    Feed("JSON", b'{"items": [{"title": "Bitcoin rises"}]}', NO_FEED),
    Feed(
        "JSON feed", b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "x"}]}', NO_FEED
    ),
    Feed(
        "JSON feed by its header",
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [1, null]}',
        NO_FEED,
        "application/feed+json",
    ),
    Feed("100,000 brackets", b"[" * 100_000, NO_FEED, "application/json"),
    Feed("plain words", b"Service unavailable", NO_FEED),
    Feed(
        "XML of another kind",
        b'<?xml version="1.0"?><urlset><url><loc>https://x.example/</loc></url></urlset>',
        NO_FEED,
    ),
    Feed("without entries", rss().encode(), ()),
    Feed("without entries and broken", rss("<b>Fish").encode(), NOTHING_LEFT),
    Feed("two feeds one behind the other", (WHOLE + WHOLE).encode(), ONE),
    Feed("words before the feed", b"Warning: deprecated on line 3\n" + WHOLE.encode(), ONE),
    Feed("blank lines before the declaration", b"\n\n" + WHOLE.encode(), ONE),
    Feed("comments behind the end", (WHOLE + "<!-- cached --> <!-- again -->\n").encode(), ONE),
    Feed("words behind the end", (WHOLE + "<!-- x -->" * 200 + "x").encode(), CUT_OFF),
    Feed("no version", WHOLE.replace(' version="2.0"', "").encode(), ONE),
    Feed("odd version", WHOLE.replace('"2.0"', '"99.9 {{ x }}"').encode(), ONE),
    Feed("capital letters", WHOLE.replace("rss", "RSS").replace("item>", "ITEM>").encode(), ONE),
    Feed(
        "bare ampersand",
        rss(item("Fish & chips"), item("R&D", "https://outlet.example/b")).encode(),
        (Found("Fish & chips"), Found("R&D", "https://outlet.example/b")),
    ),
    Feed("bare angle bracket", rss(item("5 < 6")).encode(), (Found("5 < 6"),)),
    Feed("undeclared prefix", rss(item(more="<x:y>z</x:y>")).encode(), ONE),
    Feed("undeclared entity", rss(item("Bitcoin &nosuch; rises")).encode(), (Found("Bitcoin &nosuch; rises"),)),
    Feed("HTML entity that XML lacks", rss(item("Bitcoin&nbsp;rises")).encode(), ONE),
    Feed("null byte in a title", rss(item("Bit\0coin")).encode(), (Found("Bit coin"),)),
    Feed("control character in a title", rss(item("Bit\x1b[31mcoin")).encode(), (Found("Bit [31mcoin"),)),
    Feed(
        "entity bomb",
        rss(item("&b9; rises")).replace("<rss", f'<!DOCTYPE rss [<!ENTITY b0 "ha">{BOMB}]><rss').encode(),
        (Found("&b9; rises"),),
    ),
    Feed(
        "entity that is long and called often",
        rss(item("&b; " * 2000 + "rises")).replace("<rss", f'<!DOCTYPE rss [<!ENTITY b "{LONG}">]><rss').encode(),
        (Found("&b; " * 74 + "&b..."),),
    ),
    Feed(
        "entity from a file",
        rss(item("&x; rises"))
        .replace("<rss", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss')
        .encode(),
        (Found("&x; rises"),),
    ),
    Feed(
        "entity from the network",
        rss(item("&x; rises"))
        .replace("<rss", '<!DOCTYPE rss [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]><rss')
        .encode(),
        (Found("&x; rises"),),
    ),
    Feed(
        "parameter entity",
        rss(item()).replace("<rss", '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:9/"> %p;]><rss').encode(),
        ONE,
    ),
    Feed("document type from the network", WHOLE.replace("<rss", f"{DTD}<rss").encode(), ONE),
    Feed(
        "instruction to a browser",
        WHOLE.replace("<rss", '<?xml-stylesheet href="javascript:alert(1)"?><rss').encode(),
        ONE,
    ),
    Feed("instruction to a server", rss(item(), "<?php echo 1; ?>").encode(), ONE),
    Feed("10,000 elements deep before the entry", rss("<a>" * 10_000 + "</a>" * 10_000, item()).encode(), ONE),
    Feed("10,000 elements deep around the entry", rss("<a>" * 10_000, item(), "</a>" * 10_000).encode(), ONE),
    Feed(
        "10,000 elements deep in a title",
        rss(item("<b>" * 10_000 + "x" + "</b>" * 10_000), item("Dated", "https://outlet.example/b")).encode(),
        (Found("Dated", "https://outlet.example/b"),),
    ),
    Feed("1,000 entries opened", rss("<item>" * 1000).encode(), UNREADABLE),
    Feed(
        "an element with 1,000 attributes",
        rss(f"<x {ATTRIBUTES}/>", item()).encode(),
        ONE,
    ),
    Feed("entry unclosed", rss(item().replace("</item>", "")).encode(), ONE),
    Feed(
        "title unclosed",
        rss(item().replace("</title>", ""), item("Dated", "https://outlet.example/b")).encode(),
        UNREADABLE,
    ),
    Feed("CDATA unclosed", rss(item("<![CDATA[Bitcoin rises")).encode(), UNREADABLE),
    Feed("comment unclosed", rss("<!-- ", item()).encode(), NOTHING_LEFT),
    Feed("tags crossed", rss(item("<i>Bitcoin <b>rises</i></b>")).encode(), ONE),
    *(
        Feed(f"cut off behind {name}", WHOLE[: WHOLE.index(mark) + len(mark)].encode(), sentence)
        for name, mark, sentence in (
            ("the declaration", "?>", NO_FEED),
            ("half a tag", "<rs", NO_FEED),
            ("the root", '"2.0">', CUT_OFF),
            ("the channel's title", "Outlet</title>", CUT_OFF),
            ("the entry's title", "rises</title>", CUT_OFF),
            ("half a link", "https://outlet.example/a", CUT_OFF),
            ("the entry", "</item>", CUT_OFF),
            ("the channel", "</channel>", CUT_OFF),
            ("half the last tag", "</rss", CUT_OFF),
        )
    ),
)
FIELDS = (
    Feed("no title", rss(f"<item><link>{LINK}</link><pubDate>{WHEN}</pubDate></item>").encode(), UNREADABLE),
    Feed("no date", rss(f"<item><title>A</title><link>{LINK}</link></item>").encode(), UNREADABLE),
    Feed(
        "no link", rss(f"<item><title>A</title><pubDate>{WHEN}</pubDate></item>").encode(), (Found("A", "", own="A"),)
    ),
    Feed("an entry without anything", rss("<item/>", item()).encode(), ONE),
    Feed(
        "a link for an id",
        rss(f"<item><title>A</title><guid>{LINK}</guid><pubDate>{WHEN}</pubDate></item>").encode(),
        (Found("A"),),
    ),
    Feed(
        "an id that is no link",
        rss(f'<item><title>A</title><guid isPermaLink="false">7</guid><pubDate>{WHEN}</pubDate></item>').encode(),
        (Found("A", "", own="7"),),
    ),
    Feed(
        "an id that is a script",
        rss(f"<item><title>A</title><guid>javascript:alert(1)</guid><pubDate>{WHEN}</pubDate></item>").encode(),
        (Found("A", "", own="javascript:alert(1)"),),
    ),
    Feed(
        "an id with markup",
        rss(item(more="<guid>&lt;b&gt;7&lt;/b&gt;\u202e\n8</guid>")).encode(),
        (Found("Bitcoin rises", own="https://publisher.example/news/78"),),
    ),
    Feed("an empty id", rss(item(more="<guid> </guid>")).encode(), ONE),
    Feed(
        "two ids",
        rss(item(more="<guid>1</guid><guid>2</guid>")).encode(),
        (Found("Bitcoin rises", own="https://publisher.example/news/2"),),
    ),
    Feed(
        "one id for two entries",
        rss(item("A", more="<guid>1</guid>"), item("B", "https://outlet.example/b", more="<guid>1</guid>")).encode(),
        (Found("A", own="https://publisher.example/news/1"),),
    ),
    Feed(
        "one id but for hidden signs",
        rss(item("A", more="<guid>1\u200b</guid>"), item("B", more="<guid> 1</guid>")).encode(),
        (Found("A", own="https://publisher.example/news/1"),),
    ),
    Feed("one link for two entries", rss(item("A"), item("B")).encode(), (Found("A"),)),
    Feed(
        "two ids that differ behind their 300th letter",
        rss(
            item("A", more=f"<guid>{'7' * 300}1</guid>"),
            item("B", "https://outlet.example/b", more=f"<guid>{'7' * 300}2</guid>"),
        ).encode(),
        (Found("A"), Found("B", "https://outlet.example/b")),
    ),
    Feed(
        "a field for words in the channel",
        rss("<textInput><title>Find</title><link>javascript:x</link></textInput>", item()).encode(),
        ONE,
    ),
    Feed(
        "a field for words in an entry",
        rss(item(more="<textInput><link>https://outlet.example/find</link></textInput>")).encode(),
        "sent a feed that nobody can read; it was not read.",
    ),
    Feed(
        "one link but for where readers come from",
        rss(item("A"), item("B", f"{LINK}?utm_source=rss")).encode(),
        (Found("A"),),
    ),
    Feed(
        "one title for two links",
        rss(item("A"), item("A", "https://outlet.example/b")).encode(),
        (Found("A"), Found("A", "https://outlet.example/b")),
    ),
    Feed("the undated twin comes first", rss(item("A", at="soon"), item("B")).encode(), (Found("B"),)),
    Feed(
        "an image with a title and a link",
        rss(f"<image><title>Logo</title><link>{LINK}</link></image>", item()).encode(),
        ONE,
    ),
    Feed(
        "a media title",
        rss(item(more='<media:title xmlns:media="http://search.yahoo.com/mrss/">Other</media:title>')).encode(),
        ONE,
    ),
    Feed(
        "a media title before it",
        rss(
            item().replace(
                "<item>", '<item><media:title xmlns:media="http://search.yahoo.com/mrss/">Other</media:title>'
            )
        ).encode(),
        ONE,
    ),
    Feed("an enclosure", rss(item(more='<enclosure url="javascript:x" type="a" length="b"/>')).encode(), ONE),
    Feed(
        "an outlet with markup",
        rss(
            item("Bitcoin rises - Post", more='<source url="https://post.example">&lt;b&gt;Post&lt;/b&gt;</source>')
        ).encode(),
        ONE,
    ),
    Feed(
        "a link of Atom in RSS",
        rss(
            item(more='<atom:link xmlns:atom="http://www.w3.org/2005/Atom" href="https://evil.example/" rel="self"/>')
        ).encode(),
        ONE,
    ),
    Feed("text between the fields", rss(item(more="<p>stray</p> words")).encode(), ONE),
)
KINDS = (
    Feed("RSS 0.91", WHOLE.replace("2.0", "0.91").encode(), ONE),
    Feed("RSS 0.92", WHOLE.replace("2.0", "0.92").encode(), ONE),
    Feed(
        "RSS 0.90",
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>O</title></channel>{item()}</rdf:RDF>'.encode(),
        ONE,
    ),
    Feed(
        "RSS 1.0",
        (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://outlet.example/"/>'
            f'<item rdf:about="{LINK}"><title>A</title><link>{LINK}</link><dc:date>2026-07-27T15:30:00Z</dc:date>'
            "</item></rdf:RDF>"
        ).encode(),
        (Found("A"),),
    ),
    Feed(
        "RSS 2.0 by a namespace", WHOLE.replace('"2.0"', '"2.0" xmlns="http://backend.userland.com/rss2"').encode(), ONE
    ),
    Feed(
        "a prefix for all of it",
        (
            '<r:rss version="2.0" xmlns:r="http://backend.userland.com/rss2"><r:channel>'
            + item().replace("<", "<r:").replace("<r:/", "</r:")
            + "</r:channel></r:rss>"
        ).encode(),
        ONE,
    ),
    Feed(
        "Dublin Core under another prefix",
        rss(
            f'<item xmlns:q="http://purl.org/dc/elements/1.1/"><q:title>A</q:title><link>{LINK}</link><q:date>2026-07-27T15:30:00Z</q:date></item>'
        ).encode(),
        (Found("A"),),
    ),
    Feed(
        "a prefix that pretends",
        rss(item(more='<dc:date xmlns:dc="https://evil.example/">2001-01-01</dc:date>')).encode(),
        ONE,
    ),
    Feed("Atom", atom(entry()).encode(), (Found("Bitcoin rises", own="urn:1"),)),
    Feed(
        "Atom 0.3",
        atom(entry(more="<issued>2026-07-27T15:30:00Z</issued>"))
        .replace("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
        .replace("<feed", '<feed version="0.3"')
        .encode(),
        (Found("Bitcoin rises", own="urn:1"),),
    ),
    Feed(
        "Atom under a prefix",
        (
            f'<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>A</a:title><a:link href="{LINK}"/>'
            "<a:id>urn:1</a:id><a:updated>2026-07-27T15:30:00Z</a:updated></a:entry></a:feed>"
        ).encode(),
        (Found("A", own="urn:1"),),
    ),
    Feed(
        "Atom title of text",
        atom(entry(typed("5 &lt; 6 &amp;amp; 7", "text"))).encode(),
        (Found("5 < 6 & 7", own="urn:1"),),
    ),
    Feed(
        "Atom title of HTML",
        atom(entry(typed("&lt;b&gt;Bitcoin&lt;/b&gt; &amp;amp; co", "html"))).encode(),
        (Found("Bitcoin & co", own="urn:1"),),
    ),
    Feed(
        "Atom title of HTML with a script",
        atom(entry(typed("&lt;script&gt;x()&lt;/script&gt;Rise", "html"))).encode(),
        (Found("<script>x()</script>Rise", own="urn:1"),),
    ),
    Feed(
        "Atom title of XHTML",
        atom(entry(typed(div("Bitcoin <em>rises</em>"), "xhtml"))).encode(),
        (Found("Bitcoin rises", own="urn:1"),),
    ),
    Feed(
        "Atom title of XHTML with a script",
        atom(entry(typed(div("Bitcoin <script>x()</script>"), "xhtml"))).encode(),
        (Found("Bitcoin <script>x()</script>", own="urn:1"),),
    ),
    Feed(
        "Atom title of XHTML that is 10,000 deep",
        atom(
            entry(typed(div("").replace("></", ">" + "<i>" * 10_000 + "x" + "</i>" * 10_000 + "</"), "xhtml"))
        ).encode(),
        UNREADABLE,
    ),
    Feed(
        "Atom title in base64",
        atom(entry('<title type="application/octet-stream" mode="base64">Qml0Y29pbiByaXNlcw==</title>')).encode(),
        (Found("Bitcoin rises", own="urn:1"),),
    ),
    Feed(
        "Atom title in broken base64",
        atom(entry('<title type="text/html" mode="base64">%%%=</title>')).encode(),
        UNREADABLE,
    ),
    Feed(
        "Atom title of an odd type",
        atom(entry(typed("Bitcoin rises", "image/png&quot;"))).encode(),
        (Found("Bitcoin rises", own="urn:1"),),
    ),
    Feed(
        "Atom title from elsewhere",
        atom(entry('<title src="https://evil.example/">Bitcoin rises</title>')).encode(),
        (Found("Bitcoin rises", own="urn:1"),),
    ),
    Feed("two titles", atom(entry("<title>One</title><title>Two</title>")).encode(), (Found("One", own="urn:1"),)),
    Feed("Atom without a link", atom(entry(link="")).encode(), (Found("Bitcoin rises", "", own="urn:1"),)),
    Feed(
        "Atom with links of all kinds",
        atom(
            entry(
                link='<link rel="self" href="https://outlet.example/s"/>'
                '<link rel="enclosure" href="https://outlet.example/e"/>'
                f'<link rel="alternate" href="{LINK}"/>'
            )
        ).encode(),
        (Found("Bitcoin rises", own="urn:1"),),
    ),
    Feed(
        "Atom with a script for a link",
        atom(entry(link='<link href="javascript:alert(1)"/>')).encode(),
        (Found("Bitcoin rises", "", own="urn:1"),),
    ),
    Feed(
        "Atom with a base for its links",
        atom(entry(link='<link href="a"/>'), more=' xml:base="https://outlet.example/"').encode(),
        (Found("Bitcoin rises", own="urn:1"),),
    ),
    Feed(
        "Atom with a script for a base",
        atom(entry(link='<link href="a"/>'), more=' xml:base="javascript:alert(1)//"').encode(),
        (Found("Bitcoin rises", "https://publisher.example/news/a", own="urn:1"),),
    ),
    Feed(
        "Atom dated by its change only",
        atom(entry(more="<updated>2026-07-27T15:30:00Z</updated>")).encode(),
        (Found("Bitcoin rises", own="urn:1"),),
    ),
    Feed(
        "Atom with a change that cannot be read",
        atom(entry(more="<published>2026-07-27T15:30:00Z</published><updated>soon</updated>")).encode(),
        (Found("Bitcoin rises", own="urn:1"),),
    ),
    Feed(
        "Atom with a publication that cannot be read",
        atom(entry(more="<published>soon</published><updated>2026-07-27T15:30:00Z</updated>")).encode(),
        (Found("Bitcoin rises", own="urn:1"),),
    ),
    Feed("an entry of Atom without a feed", entry().encode(), NO_FEED),
)
FEEDS = (*ENCODINGS, *XML, *FIELDS, *KINDS)

# Answers of sources that send JSON, or a page

MILLIS = 1785166200000


def sent(value: Any) -> bytes:
    return json.dumps(value).encode()


def okx(*rows: Any) -> bytes:
    return sent({"code": "0", "msg": "", "data": [{"details": list(rows)}]})


def window(**fields: Any) -> bytes:
    told = {"title": "Upgrade", "state": "ongoing", "begin": str(MILLIS), "end": "", "href": LINK, "env": "1"}
    return sent({"code": "0", "msg": "", "data": [{**told, **fields}]})


def page(**fields: Any) -> bytes:
    incident: dict[str, Any] = {"name": "Delays", "status": "identified", "impact": "minor", "shortlink": LINK}
    incident |= {"created_at": "2026-07-27T15:30:00Z", "started_at": None, **fields}
    status = {"indicator": "minor", "description": "Minor outage"}
    return sent({"status": status, "incidents": [incident], "scheduled_maintenances": []})


def kraken(status: Any, error: Any = (), timestamp: str = "2026-07-27T15:30:00Z") -> bytes:
    return sent({"error": list(error), "result": {"status": status, "timestamp": timestamp}})


def sfc(**fields: Any) -> bytes:
    told = {"title": "Platform fined", "newsRefNo": "26PR1", "issueDate": "2026-07-27T23:30:00"}
    return sent({"items": [{**told, **fields}]})


def register(**fields: Any) -> bytes:
    told = {"title": "Reporting", "publication_date": "2026-07-27", "html_url": LINK}
    return sent({"count": 1, "results": [{**told, **fields}]})


def slowmist(name: str = "Moonwell", link: str = LINK, day: str = "2026-07-27", more: str = "") -> bytes:
    return (
        f'<ul><li><span class="time">{day}</span><h3><em>Hacked target: </em>{name}</h3>'
        f'<p class="link-reference"><a href="{link}">x</a></p></li></ul>{more}'
    ).encode()


OKX, KRAKEN_PAGE = "https://www.okx.com/status", "https://status.kraken.com/"
SFC_PAGE = "https://apps.sfc.hk/edistributionWeb/gateway/EN/news-and-announcements/news/"
DAY = "2026-07-27"
ANSWERS = (
    Answer(
        "a title with markup",
        "okx_announcements",
        okx({"title": "&lt;b&gt;OKX&lt;/b&gt; lists <i>X</i>", "pTime": str(MILLIS), "url": LINK}),
        [Found("OKX lists X")],
    ),
    Answer(
        "a title with hidden signs",
        "okx_announcements",
        okx({"title": "OKX\u202e li\u200bsts\u0000 X\n", "pTime": str(MILLIS), "url": LINK}),
        [Found("OKX lists X")],
    ),
    Answer(
        "a title that a template would run",
        "okx_announcements",
        okx({"title": "{{ x }} | [^1] {% y %}", "pTime": str(MILLIS), "url": LINK}),
        [Found("{{ x }} | [^1] {% y %}")],
    ),
    Answer(
        "half a character",
        "okx_announcements",
        okx({"title": "OKX \ud83d lists", "pTime": str(MILLIS), "url": LINK}),
        [Found("OKX lists")],
    ),
    Answer(
        "a script for a link",
        "okx_announcements",
        okx({"title": "A", "pTime": str(MILLIS), "url": "javascript:alert(1)"}),
        [Found("A", "")],
    ),
    Answer(
        "a login and tracking in a link",
        "okx_announcements",
        okx({"title": "A", "pTime": str(MILLIS), "url": f"{LINK}?utm_source=x&fbclid=1"}),
        [Found("A")],
    ),
    Answer(
        "a link that is a number",
        "okx_announcements",
        okx({"title": "A", "pTime": str(MILLIS), "url": 7}),
        [Found("A", "")],
    ),
    Answer(
        "a title that is a list",
        "okx_announcements",
        okx({"title": ["A"], "pTime": str(MILLIS)}, {"title": "B", "pTime": str(MILLIS), "url": LINK}),
        [Found("B")],
    ),
    Answer(
        "a row that is a word",
        "okx_announcements",
        okx("A", {"title": "B", "pTime": str(MILLIS), "url": LINK}),
        [Found("B")],
    ),
    Answer(
        "no row that can be read",
        "okx_announcements",
        okx({"heading": "A", "pTime": str(MILLIS)}, {"heading": "B"}),
        NO_ROW,
    ),
    Answer("no row", "okx_announcements", okx(), []),
    Answer(
        "a time without end",
        "okx_announcements",
        okx({"title": "A", "pTime": "9" * 30}),
        f"sent '{'9' * 30}' where a time is due, at /data/0/details/0/pTime.",
    ),
    Answer(
        "a time that is none",
        "okx_announcements",
        okx({"title": "A", "pTime": "NaN"}),
        "sent 'NaN' where a number is due, at /data/0/details/0/pTime.",
    ),
    Answer(
        "a time before the epoch",
        "okx_announcements",
        okx({"title": "A", "pTime": -1}),
        "sent -1 where a time is due, at /data/0/details/0/pTime.",
    ),
    Answer(
        "no rows but a word",
        "okx_announcements",
        sent({"code": "0", "data": "x"}),
        "sent a str where a list is due, at /data.",
    ),
    Answer(
        "an error in words with markup",
        "okx_announcements",
        sent({"code": "7", "msg": "Bad\n<b>request</b>\u001b[31m. "}),
        "answered with error 7: Bad request [31m.",
    ),
    Answer(
        "an error without words",
        "okx_announcements",
        sent({"code": "7", "msg": "..."}),
        "answered with error 7: one without words.",
    ),
    Answer(
        "an error code of two lines",
        "okx_announcements",
        sent({"code": "7\n8\u202e", "msg": ""}),
        "answered with error 7 8.",
    ),
    Answer(
        "an error code without end",
        "okx_announcements",
        sent({"code": "7" * 5000, "msg": ""}),
        f"answered with error {'7' * 160}.",
    ),
    Answer("nothing", "okx_announcements", b"", "sent an empty answer."),
    Answer(
        "a feed where JSON is due", "okx_announcements", WHOLE.encode(), "answered with a web page instead of data."
    ),
    Answer("bytes that are no text", "okx_announcements", b'{"code": "\xff"}', "sent bytes that are not UTF-8 text."),
    Answer(
        "brackets without end",
        "okx_announcements",
        b"[" * 200_000,
        "sent JSON we do not accept: maximum recursion depth exceeded while decoding a JSON array "
        "from a unicode string.",
    ),
    Answer(
        "the newer list",
        "kucoin_announcements",
        sent(
            {
                "code": "200000",
                "data": {"list": [{"title": "Ku\u200bCoin &amp; co", "releaseTime": MILLIS, "url": LINK}]},
            }
        ),
        [Found("KuCoin & co")],
    ),
    Answer(
        "Bybit's first time is empty",
        "bybit_announcements",
        sent(
            {
                "retCode": 0,
                "result": {
                    "list": [{"title": "A", "publishTime": "", "dateTimestamp": MILLIS, "url": "//outlet.example/a"}]
                },
            }
        ),
        [Found("A")],
    ),
    Answer(
        "a code with a path in it",
        "binance_announcements",
        sent(
            {
                "code": "000000",
                "data": {"catalogs": [{"articles": [{"title": "A", "code": "../x", "releaseDate": MILLIS}]}]},
            }
        ),
        [Found("A", "https://www.binance.com/en/support/announcement/")],
    ),
    Answer(
        "a window's title with markup",
        "okx_status",
        window(title="<em>Up</em>grade\u202e {{ x }}"),
        [Found("Upgrade {{ x }}")],
    ),
    Answer("a window's state with an escape", "okx_status", window(state="odd\u001b[31m\nstate"), [Found("Upgrade")]),
    Answer("a window's link is a script", "okx_status", window(href="javascript:x"), [Found("Upgrade", OKX)]),
    Answer("a window without a title", "okx_status", window(title="\u200b"), []),
    Answer(
        "an incident's name with markup",
        "statuspage",
        page(name="<b>Delays</b> | [^1]\u202e"),
        [Found("Delays | [^1]")],
    ),
    Answer("an incident without a name", "statuspage", page(name=None), [Found("an incident without a name")]),
    Answer(
        "an incident's link with a login",
        "statuspage",
        page(shortlink="https://a:b@outlet.example/"),
        [Found("Delays", "https://status.outlet.example")],
    ),
    Answer("an incident's status with an escape", "statuspage", page(status="bad\u001b[0m\u202e"), [Found("Delays")]),
    Answer(
        "an incident before year 1",
        "statuspage",
        page(created_at="0001-01-01T00:00:00+14:00"),
        "sent '0001-01-01T00:00:00+14:00' where a time is due, at /incidents/0/created_at.",
    ),
    Answer(
        "an incident without a zone",
        "statuspage",
        page(created_at="2026-07-27T15:30:00"),
        "sent '2026-07-27T15:30:00' where a time is due, at /incidents/0/created_at.",
    ),
    Answer(
        "an engine in a mode with markup",
        "kraken_status",
        kraken("<b>half</b>\n\u202eon"),
        [Found("Trading engine is half on", KRAKEN_PAGE)],
    ),
    Answer(
        "an engine in a mode of hidden signs",
        "kraken_status",
        kraken("\u200b"),
        [Found("Trading engine is in no state", KRAKEN_PAGE)],
    ),
    Answer(
        "an error of two lines",
        "kraken_status",
        kraken("online", ["EGeneral:\nLocked out."]),
        "answered with an error: EGeneral: Locked out.",
    ),
    Answer(
        "a moment beyond the last year",
        "kraken_status",
        kraken("maintenance", timestamp="9999-12-31T23:59:59-14:00"),
        "sent '9999-12-31T23:59:59-14:00' where a time is due, at /result/timestamp.",
    ),
    Answer(
        "what a closed venue says",
        "kucoin_status",
        sent({"code": "200000", "data": {"status": "close", "msg": "<b>Back</b>\u202e soon {{ x }}"}}),
        [
            Found(
                "Trading is closed: Back soon {{ x }}",
                "https://www.kucoin.com/announcement/maintenance-updates",
                "2026-11-01 06:00:00",
            )
        ],
    ),
    Answer(
        "a state nobody knows",
        "kucoin_status",
        sent({"code": "200000", "data": {"status": "half\nopen"}}),
        "gave a status we do not know: 'half\\nopen'.",
    ),
    Answer(
        "a release of Hong Kong",
        "sfc_news",
        sfc(title="Platform &amp;lt;fined&amp;gt;\u200e"),
        [Found("Platform &lt;fined&gt;", f"{SFC_PAGE}doc?refNo=26PR1")],
    ),
    Answer(
        "a number with a script in it",
        "sfc_news",
        sfc(newsRefNo='26PR1"><script>'),
        [Found("Platform fined", SFC_PAGE)],
    ),
    Answer(
        "a release beyond the last year",
        "sfc_news",
        sfc(issueDate="9999-12-31T23:59:59-14:00"),
        "sent '9999-12-31T23:59:59-14:00' where a time is due, at /items/0/issueDate.",
    ),
    Answer(
        "a release before year 1",
        "sfc_news",
        sfc(issueDate="0001-01-01T00:00:00"),
        "sent '0001-01-01T00:00:00' where a time is due, at /items/0/issueDate.",
    ),
    Answer(
        "a release without a day",
        "sfc_news",
        sfc(issueDate="soon"),
        "sent 'soon' where a time is due, at /items/0/issueDate.",
    ),
    Answer(
        "a path that leaves the site",
        "mas_releases",
        sent(
            {
                "response": {
                    "docs": [
                        {
                            "document_title_string_s": "A",
                            "page_url_s": "javascript:x",
                            "mas_date_tdt": "2026-07-27T15:30:00Z",
                        }
                    ]
                }
            }
        ),
        [Found("A", "")],
    ),
    Answer(
        "a rule with markup",
        "federal_register",
        register(title="<em>Reporting</em> by\u202e brokers", agencies=[None, "x", {"name": "<b>SEC</b>"}]),
        [Found("Reporting by brokers", at=DAY)],
    ),
    Answer(
        "a rule of no day",
        "federal_register",
        register(publication_date="2026-02-30"),
        "sent '2026-02-30' where a day is due, at /results/0/publication_date.",
    ),
    Answer(
        "a protocol with markup",
        "defillama_hacks",
        sent([{"name": "<b>Bridge</b>\u202e", "classification": "{{ x }}", "date": MILLIS // 1000, "source": LINK}]),
        [Found("Bridge: {{ x }}", at=DAY)],
    ),
    Answer(
        "a protocol with a script for a source",
        "defillama_hacks",
        sent([{"name": "A", "date": MILLIS // 1000, "source": "javascript:x"}]),
        [Found("A", "https://defillama.com/hacks", DAY)],
    ),
    Answer(
        "a target with markup",
        "slowmist_hacked",
        slowmist("Moon<b>well</b>\u202e &lt;script&gt;"),
        [Found("Moonwell <script>", at=DAY)],
    ),
    Answer(
        "a target's link is a script",
        "slowmist_hacked",
        slowmist(link="java&#10;script:x"),
        [Found("Moonwell", "https://hacked.slowmist.io/", DAY)],
    ),
    Answer(
        "a page that the reader of HTML refuses",
        "slowmist_hacked",
        slowmist(more="<p><![n x"),
        "sent a page that cannot be read as HTML.",
    ),
    Answer(
        "a page that is 10,000 deep", "slowmist_hacked", b"<div>" * 10_000 + slowmist(), [Found("Moonwell", at=DAY)]
    ),
)
