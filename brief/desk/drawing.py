"""An edition's charts are drawn: the files that go with its record. Refuses to know what they show (`story/charts`)."""

import jinja2

from brief.desk.pictures import RECORD
from brief.models.chart import Charts
from brief.models.story import Story
from brief.site.charts import svg
from brief.store import Store


def drawn(store: Store, story: Story, templates: jinja2.Environment) -> dict[str, str]:
    """The files of a night's charts, by path below `content/`: what they draw, and each picture."""
    folder = store.charts_folder(story.edition, draft=True).relative_to(store.content)
    record = Charts(edition=story.edition, charts=story.charts).model_dump_json(indent=1) + "\n"
    pictures = {f"{chart.name}.svg": svg(chart, templates) for chart in story.charts}
    return {(folder / name).as_posix(): text for name, text in {RECORD: record, **pictures}.items()}
