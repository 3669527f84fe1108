"""The tables of a post in three versions. Owns which columns a merged table has; refuses to look into other units."""

from brief.desk.merge.outline import cells, is_delimiters
from brief.desk.merge.rows import Column, Row, columns, is_aligned, merge_row
from brief.desk.merge.three import Name, Three, Version


class Tables:
    """The columns of every table that the editor's text has, and whether a program aligned it."""

    def __init__(self, three: Three) -> None:
        self.base, self.mine, self.theirs = three.base, three.mine, three.theirs
        self.columns: dict[Name, list[Column]] = {}
        self.aligned: dict[Name, bool] = {}
        for table, members in three.mine.members.items():
            if table.kind == "table" and table in three.theirs.members:
                heads = [_head(version, table) for version in (three.base, three.mine, three.theirs)]
                edited = self._edited(members, heads[0])
                self.columns[table] = columns(heads[0] or heads[2], heads[1], heads[2], edited=edited)
                self.aligned[table] = is_aligned([unit.text for name in members if (unit := three.mine.unit(name))])

    def _edited(self, members: list[Name], head: str) -> set[int]:
        """The columns of the base's table in which the editor changed a cell."""
        found: set[int] = set()
        for name in members:
            ours, now = self.base.unit(name), self.mine.unit(name)
            if ours and now and ours.text != head and len(cells(ours.text)) == len(cells(now.text)):
                pairs = zip(cells(ours.text), cells(now.text), strict=True)
                found |= {
                    place for place, (was, is_now) in enumerate(pairs) if was != is_now and not is_delimiters(ours)
                }
        return found

    def merged(self, name: Name, base: str, mine: str, theirs: str) -> Row:
        """A row that all three versions have."""
        table = self.mine.parents[name]
        into = self.columns.get(table) or columns(base, mine, theirs)
        all_ours = [column.theirs for column in into] == list(range(len(cells(theirs))))
        if cells(mine) == cells(base) and len(cells(mine)) != len(into) and all_ours:
            return Row(theirs)
        row = merge_row(base, mine, theirs, into, aligned=self.aligned.get(table, False))
        shown = {column.theirs for column in into}
        hidden = theirs == _head(self.theirs, table) and any(place not in shown for place in range(len(cells(theirs))))
        return row._replace(clash=row.clash or hidden)

    def fitted(self, name: Name, text: str) -> str:
        """A row that one side added, with as many cells as its table has; any other unit as it is."""
        version = self.mine if name in self.mine.places else self.theirs
        into = self.columns.get(version.parents[name])
        if into is None or len(cells(text)) == len(into):
            return text
        own, ours = (text, None) if version is self.mine else (None, text)
        return merge_row(None, own, ours, into, aligned=False).text


def _head(version: Version, table: Name) -> str:
    members = version.members.get(table)
    unit = version.unit(members[0]) if members else None
    return unit.text if unit else ""
