"""The text of a directive is cut into pieces: no character is lost and demands are marked once."""

from types import SimpleNamespace

from tasks.passages import paragraphs

TEXT = "标题\n\n各乡镇要完成轮训。说明。\n年内整顿到位。"


def proposal(pk, *spans):
    return SimpleNamespace(pk=pk, phrases=[{"start": start, "end": end} for start, end in spans])


def shown(parts):
    return [[(piece.text, piece.proposal and piece.proposal.pk) for piece in part.pieces] for part in parts]


def test_demands_are_marked_at_their_position():
    parts = paragraphs(TEXT, [proposal(1, (4, 12))])

    assert shown(parts) == [
        [("标题", None)],
        [("各乡镇要完成轮训", 1), ("。说明。", None)],
        [("年内整顿到位。", None)],
    ]


def test_demand_over_two_lines_is_marked_in_both():
    parts = paragraphs(TEXT, [proposal(1, (13, 19))])

    assert shown(parts)[1:] == [
        [("各乡镇要完成轮训。", None), ("说明。", 1)],
        [("年内", 1), ("整顿到位。", None)],
    ]


def test_overlapping_and_impossible_spans_lose_no_text():
    parts = paragraphs(TEXT, [proposal(1, (4, 8), (90, 99), (5, 5)), proposal(2, (6, 10))])

    assert shown(parts)[1] == [("各乡镇要", 1), ("完成轮训。说明。", None)]


def test_first_paragraph_of_an_area_is_its_heading():
    parts = paragraphs(TEXT, [], [{"start": 4, "number": "1"}])

    assert [part.heading for part in parts] == ["", "1", ""]
