"""A venue's status page: an outage not told, next week's maintenance as today's, another page as a quiet one."""

from pathlib import Path

import pytest

from notices import AT, GONE, STATUSPAGE, iso, moment, told

PAGE = "https://status.venue.example"
QUIET: tuple[tuple[str, object], ...] = (
    ("/incidents", []),
    ("/scheduled_maintenances", []),
    ("/status/indicator", "none"),
)


def maintenance(**fields: object) -> dict[str, object]:
    begin, until = iso(hours=1), iso(hours=2)
    return {"name": "Upgrade", "status": "scheduled", "scheduled_for": begin, "scheduled_until": until, **fields}


def test_the_summary_of_its_page_is_asked() -> None:
    assert STATUSPAGE.asked().url == "https://status.venue.example/api/v2/summary.json"
    other = STATUSPAGE.asked(page="https://status.kraken.com")
    assert (other.method, other.url) == ("GET", "https://status.kraken.com/api/v2/summary.json")


def test_recorded_page_says_what_is_wrong_without_an_incident(contracts: Path) -> None:
    """Its maintenance of August lies far ahead of this night."""
    body = (contracts / "news/statuspage/summary_cloudflare.recorded-trimmed.json").read_bytes()
    (item,) = STATUSPAGE.read(body)
    assert told([item]) == [("2026-03-28T06:00:00Z", "Minor Service Outage", PAGE)]
    assert (item.topic, item.outlet, item.path) == ("status.venue", "Venue", "/status/description")
    assert (item.amounts, item.detail) == ((), {"kind": "page", "status": "minor"})


def test_recorded_answer_to_another_question_is_not_the_good_news(contracts: Path) -> None:
    body = (contracts / "news/statuspage/status_claude_healthy.recorded.json").read_bytes()
    assert STATUSPAGE.refusal(body) == "sent an answer without 'incidents' at /."


def test_an_incident_and_a_maintenance() -> None:
    incident, to_come = STATUSPAGE.read(STATUSPAGE.answer)
    assert told([incident, to_come]) == [
        ("2026-03-28T02:00:00Z", "Withdrawals of bitcoin delayed", "https://stspg.example/incident"),
        ("2026-03-29T06:00:00Z", "Wallet upgrade", "https://stspg.example/maintenance"),
    ]
    assert (incident.topic, incident.outlet, incident.path) == ("status.venue", "Venue", "/incidents/0/name")
    assert incident.detail == {"kind": "incident", "status": "monitoring", "impact": "major"}
    assert (to_come.topic, to_come.path) == ("calendar.venue", "/scheduled_maintenances/0/name")
    assert to_come.detail == {"kind": "maintenance", "status": "scheduled", "until": "2026-03-29T07:30Z"}


def test_another_venue_has_topics_and_a_name_of_its_own() -> None:
    found = STATUSPAGE.read(STATUSPAGE.answer, venue="coinbase", outlet="Coinbase")
    assert [(item.topic, item.outlet) for item in found] == [
        ("status.coinbase", "Coinbase"),
        ("calendar.coinbase", "Coinbase"),
    ]


def test_a_page_on_which_all_is_well_gives_nothing_however_old_it_is() -> None:
    """A component that is out and a page that moved last three months ago are no news by themselves."""
    assert STATUSPAGE.read(STATUSPAGE.but(*QUIET)) == []


@pytest.mark.parametrize("started", [None, "", GONE])
def test_an_incident_without_a_beginning_has_the_time_it_was_told(started: object) -> None:
    incident, _ = STATUSPAGE.read(STATUSPAGE.but(("/incidents/0/started_at", started)))
    assert moment(incident.at) == "2026-03-28T03:00:00Z"


def test_an_incident_of_months_ago_is_open_as_long_as_it_is_listed() -> None:
    incident, _ = STATUSPAGE.read(STATUSPAGE.but(("/incidents/0/started_at", "2025-11-01T08:00:00.123-05:00")))
    assert (moment(incident.at), incident.topic) == ("2025-11-01T13:00:00Z", "status.venue")


@pytest.mark.parametrize("link", [GONE, None, "", "javascript:alert(1)", 7])
def test_what_has_no_address_leads_to_the_page(link: object) -> None:
    incident, _ = STATUSPAGE.read(STATUSPAGE.but(("/incidents/0/shortlink", link)))
    assert incident.link == PAGE


@pytest.mark.parametrize("name", [GONE, None, "", " \u200b ", 3])
def test_what_is_open_is_told_without_a_name_too(name: object) -> None:
    under_way = maintenance(status="in_progress")
    spoiled = STATUSPAGE.but(("/incidents/0/name", name), ("/scheduled_maintenances/0", under_way))
    if name is GONE:
        del under_way["name"]
    else:
        under_way["name"] = name
    assert [item.title for item in STATUSPAGE.read(spoiled)] == [
        "an incident without a name",
        "maintenance without a name",
    ]


def test_a_hostile_name_is_one_line() -> None:
    name = "Deposits\n<b>and</b>&#8238; {{ x }} withdrawals"
    incident, _ = STATUSPAGE.read(STATUSPAGE.but(("/incidents/0/name", name)))
    assert incident.title == "Deposits and {{ x }} withdrawals"


@pytest.mark.parametrize(
    ("state", "later", "topic"),
    [
        ("scheduled", 0, ""),
        ("scheduled", 1, "calendar.venue"),
        ("scheduled", 72 * 3600, "calendar.venue"),
        ("scheduled", 72 * 3600 + 1, ""),
        ("scheduled", -1, ""),
        ("in_progress", -7 * 24 * 3600, "status.venue"),
        ("in_progress", 60, "status.venue"),
        ("verifying", -3600, "status.venue"),
        ("completed", -3600, ""),
    ],
)
def test_when_a_maintenance_is_told(state: str, later: int, topic: str) -> None:
    row = maintenance(status=state, scheduled_for=iso(seconds=later))
    found = STATUSPAGE.read(STATUSPAGE.but(*QUIET, ("/scheduled_maintenances", [row])))
    assert [(item.topic, item.at.isoformat()) for item in found] == ([(topic, iso(seconds=later))] if topic else [])


def test_a_maintenance_to_come_without_a_name_is_none() -> None:
    assert STATUSPAGE.read(STATUSPAGE.but(*QUIET, ("/scheduled_maintenances", [maintenance(name=" ")]))) == []


@pytest.mark.parametrize(
    ("indicator", "description", "title"),
    [
        ("none", "All Systems Operational", ""),
        ("maintenance", "Service Under Maintenance", ""),
        ("minor", "Minor Service Outage", "Minor Service Outage"),
        ("critical", "Major System Outage", "Major System Outage"),
        ("critical", None, "critical"),
        ("a colour of tomorrow", "", "a colour of tomorrow"),
    ],
)
def test_what_the_page_says_of_itself(indicator: str, description: object, title: str) -> None:
    answer = STATUSPAGE.but(*QUIET, ("/status/indicator", indicator), ("/status/description", description))
    assert told(STATUSPAGE.read(answer)) == ([(moment(AT), title, PAGE)] if title else [])


def test_the_page_s_own_state_is_read_as_text_of_no_consequence() -> None:
    answer = STATUSPAGE.but(*QUIET, ("/status/indicator", "a\u2028b\x00c"), ("/status/description", None))
    found = next(item for item in STATUSPAGE.read(answer) if item.detail["kind"] == "page")
    assert (found.title, found.detail["status"]) == ("a b c", "a b c")


def test_an_incident_says_more_than_the_page_above_it() -> None:
    answer = STATUSPAGE.but(("/status/indicator", "critical"), ("/scheduled_maintenances", []))
    assert [item.detail["kind"] for item in STATUSPAGE.read(answer)] == ["incident"]


def test_a_maintenance_under_way_does_not_hide_an_outage() -> None:
    """Venue's wallets are serviced, and something else is out: no incident tells it, the page does."""
    rows = [maintenance(status="in_progress")]
    answer = STATUSPAGE.but(("/incidents", []), ("/scheduled_maintenances", rows))
    assert [(item.title, item.detail["kind"]) for item in STATUSPAGE.read(answer)] == [
        ("Upgrade", "maintenance"),
        ("Partial System Outage", "page"),
    ]


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        ("", [], "sent an answer without 'status' at /."),
        ("/status", GONE, "sent an answer without 'status' at /."),
        ("/status", "ok", "sent an answer without 'indicator' at /status."),
        ("/status/indicator", None, "sent null where text is due, at /status/indicator."),
        ("/incidents", {}, "sent a dict where a list is due, at /incidents."),
        ("/incidents/0", None, "sent an answer without 'created_at' at /incidents/0."),
        ("/incidents/0/status", GONE, "sent an answer without 'status' at /incidents/0."),
        ("/incidents/0/impact", 1, "sent a int where text is due, at /incidents/0/impact."),
        (
            "/incidents/0/started_at",
            "2026-03-28T02:00:00",
            "sent '2026-03-28T02:00:00' where a time is due, at /incidents/0/started_at.",
        ),
        ("/scheduled_maintenances", GONE, "sent an answer without 'scheduled_maintenances' at /."),
        (
            "/scheduled_maintenances/0/scheduled_for",
            None,
            "sent null where text is due, at /scheduled_maintenances/0/scheduled_for.",
        ),
        (
            "/scheduled_maintenances/0/scheduled_until",
            "soon",
            "sent 'soon' where a time is due, at /scheduled_maintenances/0/scheduled_until.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(place: str, value: object, sentence: str) -> None:
    assert STATUSPAGE.refusal(STATUSPAGE.but((place, value))) == sentence
