"""A page that is open while its post is edited: it shows what was saved, and leaves the reader where he was."""

from pathlib import Path

import pytest
from browser import launched

from previewed import PAGE, serving, site_with_a_post, write


@pytest.mark.chromium
def test_an_open_page_shows_what_was_saved_where_the_reader_was(tmp_path: Path, chromium: str) -> None:
    site = site_with_a_post(tmp_path)
    template = site.root / "templates" / "site" / "post.html.j2"
    with serving(site) as preview, launched(chromium) as browser, browser.new_context() as context:
        lines = "\n\n".join(f"Line {number}." for number in range(200))
        write(site, lines)
        preview.rebuilt()
        page = context.new_page()
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(f"{preview.address.rstrip('/')}{PAGE}")
        page.get_by_text("Line 150.").scroll_into_view_if_needed()
        place = page.evaluate("scrollY")
        assert place > 1000
        write(site, f"{lines}\n\nSaved at breakfast.")
        page.get_by_text("Saved at breakfast.").wait_for()
        for _ in range(500):  # asked again from here: what the browser is told to wait for, the page's policy forbids
            if page.evaluate("scrollY") == place:
                break
            page.wait_for_timeout(20)
        assert page.evaluate("scrollY") == place
        template.write_text("{% if %}", encoding="utf-8")
        page.get_by_role("status").get_by_text("post.html.j2, line 1").wait_for()
        assert page.get_by_text("Saved at breakfast.").is_visible()
        assert told == []
