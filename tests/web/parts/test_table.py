from web.parts.table import Cell, Column, Table


def test_a_heading_asks_for_the_other_direction_when_it_rules_already() -> None:
    columns = [Column("Namn", sort="name"), Column("Klass", sort="points"), Column("X")]

    def heads(sort: str) -> list[tuple[str, str]]:
        return [(order, asks) for _, order, asks in Table(columns, [], sort=sort).heads]

    assert heads("name") == [("ascending", "-name"), ("none", "points"), ("none", "")]
    assert heads("-points") == [
        ("none", "name"),
        ("descending", "points"),
        ("none", ""),
    ]


def test_every_cell_knows_its_column_for_the_cards() -> None:
    table = Table([Column("A"), Column("B")], [[Cell("1"), Cell("2")]])
    assert [(column.label, cell.text) for column, cell in table.lines[0]] == [
        ("A", "1"), ("B", "2"),
    ]  # fmt: skip
