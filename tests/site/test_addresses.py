"""A link that leads out of the site where it should stay, or stays where it should lead out."""

from urllib.parse import urljoin

import pytest

from brief.models import SiteSettings
from brief.site.addresses import Addresses


@pytest.mark.parametrize(
    "near", ["https://a.example/b/glossary/", "https://a.example/b/glossary/#x", "https://a.example/b/x.csv"]
)
def test_an_address_of_the_site_s_own_leads_there_from_the_page(near: str) -> None:
    to = Addresses(SiteSettings(title="A", url="https://a.example/", baseurl="/b"), "/2025/11/04/p/")
    assert urljoin("https://a.example/b/2025/11/04/p/", to.near(near)) == near
    assert to.near(near).startswith("../../../../")


@pytest.mark.parametrize(
    "away", ["https://a.example/other/", "https://a.example.org/b/", "//a.example/b/x", "#x", "mailto:a@b"]
)
def test_every_other_address_stays_as_the_post_says_it(away: str) -> None:
    for settings in (SiteSettings(title="A", url="https://a.example", baseurl="/b"), SiteSettings(title="A")):
        assert Addresses(settings, "/2025/11/04/p/").near(away) == away
