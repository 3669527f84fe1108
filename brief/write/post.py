"""A story becomes the text of a post. A function: the same story and templates give the same bytes, on any day.

Refuses a figure that is printed and not cited, and any text that Liquid would run.
"""

import re
from collections.abc import Mapping

import jinja2

from brief import style
from brief.errors import ChecksFailed
from brief.models import SiteSettings
from brief.models.base import Frozen
from brief.models.story import Story
from brief.models.written import WrittenPost, WrittenSentence
from brief.write import escape
from brief.write.compiled import Compiled
from brief.write.footnotes import definitions
from brief.write.printer import Printer

RULES = "5"
"""The version of the house rules: raise it when the same snapshot would read differently."""
SCHEMA = "1"
_COMPILED = Compiled()


class Written(Frozen):
    """A post's text, how each figure in it is spelled, in order of appearance, and what each line printed."""

    text: str
    title: str
    printed: dict[str, tuple[str, ...]]
    cited: tuple[str, ...]
    """The sources with a footnote, in order."""
    lines: WrittenPost


def write(story: Story, templates: Mapping[str, str], settings: SiteSettings) -> Written:
    """The whole post: front matter, sections, footnotes. `templates` maps file names to their text."""
    plain, printer = Printer(story, plain=True), Printer(story)
    head = _environment(templates, plain, settings.root)
    title = _sentence(plain, head.get_template("title.txt.j2").render(story=story))
    overview = [_sentence(plain, line) for line in _tidy(head.get_template("overview.md.j2").render(story=story))]
    pages = _environment(templates, printer, settings.root)
    body = _tidy(pages.get_template("post.md.j2").render(story=story))
    footer = _tidy(pages.get_template("footer.md.j2").render(story=story, credits=_credits(story, printer.cited)))
    _refuse_uncited(story, printer)
    _refuse_undated(story, printer)
    printed = _merge(_merge(printer.printed, plain.printed), _merge(printer.verbs, plain.verbs))
    receipts_url = f"{settings.root}/receipts/{story.edition}/"
    notes = "\n\n".join(definitions(story, printer.cited, printed, receipts_url)).split("\n")
    rendered = ["", *body, "", "***", "", *footer, "", *notes]
    lines = [*_front_matter(story, title, overview), *(_printed(printer, line) for line in rendered)]
    text = "".join(f"{line.text}\n" for line in lines)
    escape.refuse_liquid(text)
    return Written(
        text=text,
        title=title.text,
        printed={name: tuple(forms) for name, forms in printed.items()},
        cited=tuple(printer.cited),
        lines=WrittenPost(edition=story.edition, sentences=tuple(lines)),
    )


def _printed(printer: Printer, line: str) -> WrittenSentence:
    text, figures = printer.taken(line)
    return WrittenSentence(text=text, figures=figures)


def _environment(templates: Mapping[str, str], printer: Printer, root: str) -> jinja2.Environment:
    """`root` is the address of the site, without a slash at its end."""
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(dict(templates)),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_COMPILED,
        autoescape=False,  # noqa: S701 - the output is Markdown; every outside text goes through `md`
    )
    environment.filters |= printer.filters()
    environment.globals |= {
        "cite": printer.cite,
        "cite_all": printer.cite_all,
        "cite_sources": printer.cite_sources,
        "plural": style.plural,
        "root": root,
    }
    return environment


def _tidy(text: str) -> list[str]:
    """The lines, one blank line between blocks, no blanks at line ends: templates need not count line breaks."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).split("\n")


def _sentence(printer: Printer, rendered: str) -> WrittenSentence:
    return _printed(printer, " ".join(rendered.split()))


def _front_matter(story: Story, title: WrittenSentence, overview: list[WrittenSentence]) -> list[WrittenSentence]:
    """In the fixed order, every string quoted, so that no YAML reader takes a title for something else."""
    overview = overview if any(line.text for line in overview) else []
    first = overview[0] if overview else title
    fields = {
        "layout": "post",
        "title": escape.yaml_string(title.text),
        "date": story.day.isoformat(),
        "category": '"crypto"',
        "published": "false",
        "description": escape.yaml_string(first.text),
        "excerpt": escape.yaml_string(" ".join(line.text for line in overview)),
        "as_of": escape.yaml_string(story.as_of.strftime("%Y-%m-%dT%H:%M:%SZ")),
        "edition": escape.yaml_string(f"schema {SCHEMA}, rules {RULES}"),
    }
    figures = {
        "title": title.figures,
        "description": first.figures,
        "excerpt": tuple(figure for line in overview for figure in line.figures),
    }
    lines = [WrittenSentence(text=f"{key}: {value}", figures=figures.get(key, ())) for key, value in fields.items()]
    return [WrittenSentence(text="---"), *lines, WrittenSentence(text="---")]


def _credits(story: Story, cited: list[str]) -> list[str]:
    """The credit lines due for cited data that really is the vendor's, each linked to its page."""
    pages: dict[str, str] = {}
    for origin in (story.origins[source] for source in cited):
        if origin.credit and (
            origin.provenance in ("recorded", "stored") or any(fact.by_source for fact in origin.published)
        ):
            pages.setdefault(origin.credit, origin.page)
    return [escape.link(credit, page) for credit, page in pages.items()]


def _refuse_uncited(story: Story, printer: Printer) -> None:
    for name in printer.printed:
        if not set(story.figures[name].sources) & set(printer.cited):
            raise ChecksFailed(f"The post prints {name} without a footnote; cite it where the template prints it.")


def _refuse_undated(story: Story, printer: Printer) -> None:
    """A figure of an earlier edition is nowhere printed as if it were tonight's, whatever template is in its place."""
    for name in printer.printed:
        if name in story.carried and name.partition(".")[0] not in printer.dated:
            raise ChecksFailed(
                f"The post prints {name}, which is carried from an earlier edition, and does not say so; "
                "say it with the filter `carried` in the template of its section."
            )


def _merge(first: dict[str, list[str]], second: dict[str, list[str]]) -> dict[str, list[str]]:
    """The post's figures in order of appearance, then those only the title has; each with every spelling."""
    names = dict.fromkeys([*first, *second])
    return {name: list(dict.fromkeys([*first.get(name, []), *second.get(name, [])])) for name in names}
