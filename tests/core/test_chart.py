from core.chart import bar_chart


def test_bars_begin_at_zero_and_keep_their_proportions() -> None:
    chart = bar_chart("Titel", "poäng", [("a", 8), ("b", 4), ("c", 0)])
    widths = [bar.width for bar in chart.bars]
    assert widths[0] == 2 * widths[1]
    assert widths[2] == 0
    assert bar_chart("Tom", "poäng", []).bars == []


def test_what_passes_the_limit_says_so_and_the_limit_shares_the_scale() -> None:
    chart = bar_chart(
        "Räkningar", "gäster", [("23:10", 90), ("00:40", 120)], ("Tillåtet", 100)
    )
    assert [bar.is_beyond for bar in chart.bars] == [False, True]
    assert chart.limit is not None
    assert chart.bars[0].x + chart.bars[0].width < chart.limit.x
    assert chart.limit.x < chart.bars[1].x + chart.bars[1].width
    assert chart.bars[1].end < chart.width
