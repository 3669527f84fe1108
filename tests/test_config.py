"""A typo in sources.yaml must be named with its line, before the night; a key must show nowhere."""

from datetime import timedelta
from decimal import Decimal

import pytest

from brief.collect.accept import spell
from brief.config import Config, HostRule, load
from brief.errors import WrongUsage

MODULES = frozenset({"farside", "kraken"})
TEXT = """\
contact: ""
deadline: 120
watch: [btc, eth]
sections: {prices: required}
hosts:
  default: {concurrency: 3, pause: 0.5, timeout: 10}
  api.kraken.com: {concurrency: 1}
figures:
  "prices.*.usd":
    tolerance: 0.5%
    unusual: {below: 1, above: 500000}
    impossible: {below: 0}
  "prices.*":
    tolerance: 2 points
  "etf.*.net":
    series: nyse
    birth: 2024-01-11
    methods: differ
sources:
  kraken:
    module: kraken
    cite: Kraken
    title: Spot prices
    page: https://www.kraken.com/prices
    proof: recorded
    fills: ["prices.*"]
    fresh: 36h
  farside-btc:
    module: farside
    cite: Farside Investors
    title: US spot bitcoin funds, daily flows
    page: https://farside.co.uk/btc/
    proof: recorded
    fills: ["etf.btc.*"]
    options: {asset: btc}
    key: {env: FARSIDE_KEY, header: X-Key}
    fresh: 5d
    needs_contact: false
"""


def read(text: str = TEXT, **environ: str) -> Config:
    return load(text, "sources.yaml", environ, MODULES)


def test_the_order_of_the_file_is_the_order_of_preference() -> None:
    config = read()
    assert [source.id for source in config.sources] == ["kraken", "farside-btc"]
    assert (config.deadline, config.watch, config.required) == (120, ("btc", "eth"), ("prices",))
    farside = config.sources[1]
    assert (farside.options, farside.fresh_for("etf.btc.net"), farside.publish) == (
        {"asset": "btc"},
        timedelta(days=5),
        "none",
    )


def test_the_first_pattern_that_matches_a_figure_rules_it() -> None:
    config = read()
    price = config.rule("prices.btc.usd")
    assert (price.tolerance.amount, price.tolerance.unit) == (Decimal("0.5"), None)
    assert price.unusual.outside(Decimal(500001)) == "above 500000"
    assert price.unusual.outside(Decimal(500000)) == ""
    assert (price.impossible.outside(Decimal(-1)), price.impossible.outside(Decimal(0))) == ("below 0", "")
    change = config.rule("prices.btc.change_24h").tolerance
    assert (change.text, change.unit) == ("2 points", "points")
    assert (config.rule("etf.btc.net").series, config.rule("etf.btc.net").methods) == ("nyse", "differ")
    assert config.rule("sentiment.fear_greed").tolerance.amount == 0


def test_what_a_host_leaves_out_is_as_by_default() -> None:
    config = read()
    assert config.host("api.kraken.com") == HostRule(concurrency=1, pause=0.5, timeout=10)
    assert config.host("example.org") == HostRule(concurrency=3, pause=0.5, timeout=10)


def test_a_missing_key_turns_its_source_off_with_one_line_that_names_it() -> None:
    config = read()
    assert [config.usable(source) for source in config.sources] == [
        "",
        "FARSIDE_KEY is not set; put the key into that environment variable to ask this source",
    ]
    assert read(FARSIDE_KEY="").usable(config.sources[1]).startswith("FARSIDE_KEY is not set")
    assert read(FARSIDE_KEY="  a-real-looking-key\n").usable(config.sources[1]) == ""
    optional = read(TEXT.replace("header: X-Key}", "header: X-Key, optional: true}"))
    assert optional.usable(optional.sources[1]) == ""


def test_a_source_can_be_off_or_want_a_contact() -> None:
    off = read(TEXT.replace("fresh: 36h", "fresh: 36h\n    enabled: false"))
    assert off.usable(off.sources[0]) == "`enabled: false` in sources.yaml"
    shy = TEXT.replace("fresh: 36h", "fresh: 36h\n    needs_contact: true")
    assert "set `contact:`" in read(shy).usable(read(shy).sources[0])
    known = read(shy.replace('contact: ""', "contact: me@example.org"))
    assert known.usable(known.sources[0]) == ""


def test_a_key_shows_in_no_repr_and_no_dump() -> None:
    config = read(FARSIDE_KEY="a-real-looking-key")
    assert config.secrets() == ("a-real-looking-key",)
    assert config.key_of(config.sources[1]) == "a-real-looking-key"
    for shown in (repr(config), str(config), config.model_dump_json(), repr(config.keys)):
        assert "a-real-looking-key" not in shown


@pytest.mark.parametrize("value", ["short", "line\nbreak-in-a-key", "schlüssel-mit-umlaut", "two words in a key"])
def test_what_cannot_be_a_key_is_not_sent_as_one(value: str) -> None:
    assert read(FARSIDE_KEY=value).secrets() == ()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "    tolerance: 0.5%",
            "    tolerence: 0.5%",
            (
                "sources.yaml:10: figures.prices.*.usd.tolerence: unknown key; "
                "allowed here: tolerance, methods, unusual, impossible, series, unit, birth."
            ),
        ),
        (
            "tolerance: 0.5%",
            "tolerance: 5",
            (
                "sources.yaml:10: figures.prices.*.usd.tolerance: 5 is no tolerance; write 0.5%, "
                "or a number and the figure's unit: usd, points, index, count, days, coin, ratio, hashes, "
                "sats."
            ),
        ),
        (
            "fresh: 36h",
            "fresh: 36 hours",
            (
                "sources.yaml:27: sources.kraken.fresh: '36 hours' is no duration; "
                "write a whole number and m, h or d, like 30m, 36h or 5d."
            ),
        ),
        (
            "module: farside",
            "module: fareside",
            (
                "sources.yaml:29: sources.farside-btc.module: there is no brief/sources/fareside.py; "
                "there is farside, kraken."
            ),
        ),
        (
            "  farside-btc:",
            "  farside_2:",
            (
                "sources.yaml:28: sources.farside_2: 'farside_2' is no source id; "
                "allowed are small letters with single hyphens between them."
            ),
        ),
        ("    fresh: 36h\n", "", "sources.yaml:20: sources.kraken.fresh: this must be given."),
        (
            'proof: recorded\n    fills: ["prices.*"]',
            'proof: proven\n    fills: ["prices.*"]',
            (
                "sources.yaml:25: sources.kraken.proof: 'proven' is not allowed; "
                "allowed are 'recorded', 'documented' or 'unproven'."
            ),
        ),
        (
            "sections: {prices: required}",
            "sections: {price: required}",
            "sources.yaml:4: sections.price: no source fills 'price'; sources fill etf, prices.",
        ),
        (
            "https://www.kraken.com/prices",
            "http://www.kraken.com/",
            (
                "sources.yaml:24: sources.kraken.page: 'http://www.kraken.com/' is no page a reader can open; "
                "write an address that begins with https://."
            ),
        ),
        (
            'contact: ""',
            'contact: "a\\nb"',
            "sources.yaml:1: contact: it goes into a request header, so only plain ASCII characters are allowed.",
        ),
        (
            "watch: [btc, eth]",
            "deadline: 3",
            "sources.yaml:3: deadline stands here again; it was first on line 2. Keep one of them.",
        ),
        (
            "watch: [btc, eth]",
            "watch: [btc, eth",
            "sources.yaml:4: this is not YAML: expected ',' or ']', but got ':'.",
        ),
    ],
)
def test_a_typo_is_named_with_its_line_and_what_is_allowed(old: str, new: str, sentence: str) -> None:
    assert old in TEXT
    with pytest.raises(WrongUsage) as wrong:
        read(TEXT.replace(old, new, 1))
    assert str(wrong.value) == sentence


def test_a_key_pasted_where_its_name_belongs_is_not_printed() -> None:
    with pytest.raises(WrongUsage, match=r"^sources\.yaml:36: sources\.farside-btc\.key\.env: write the name") as wrong:
        read(TEXT.replace("FARSIDE_KEY", "abc-123-the-key-itself"))
    assert "abc-123" not in str(wrong.value)


def test_two_typos_are_two_lines_in_the_order_of_the_file() -> None:
    with pytest.raises(WrongUsage) as wrong:
        read(TEXT.replace("fresh: 36h", "fresh: soon").replace("deadline: 120", "deadline: never"))
    assert [line.split(" ")[0] for line in str(wrong.value).splitlines()] == ["sources.yaml:2:", "sources.yaml:27:"]


@pytest.mark.parametrize("text", ["", "[]", "just words", "# nothing\n", "\0"])
def test_a_file_without_settings_is_a_sentence(text: str) -> None:
    with pytest.raises(WrongUsage, match=r"^sources\.yaml:1: "):
        read(text)


def test_a_duration_is_spelt_as_it_was_written() -> None:
    assert [
        spell(read(TEXT.replace("36h", text)).sources[0].fresh_for("prices.btc.usd"))
        for text in ("36h", "5d", "30m", "90m")
    ] == [
        "36h",
        "5d",
        "30m",
        "90m",
    ]
