import pytest

from tasks.reading import numbering
from tasks.reading.numbering import find_markers, opening_marker


@pytest.mark.parametrize(
    ("line", "rank", "value"),
    [
        ("第二部分 重点任务", numbering.CHAPTER, 2),
        ("第三章 保障", numbering.CHAPTER, 3),
        ("十二、加强领导", numbering.PART, 12),
        ("一.加强领导", numbering.PART, 1),
        ("第一，要抓好", numbering.FIRSTLY, 1),
        ("第二要抓好", numbering.FIRSTLY, 2),
        ("（三）抓落实", numbering.SECTION, 3),
        ("(三)抓落实", numbering.SECTION, 3),
        ("4.抓实", numbering.ITEM, 4),
        ("4、抓实", numbering.ITEM, 4),
        ("1.2健全", numbering.SUBITEM, 2),
        ("1.5月底前完成", numbering.ITEM, 1),
        ("2.2026年底前完成", numbering.ITEM, 2),
        ("第二个方面，抓好", numbering.CHAPTER, 2),
        ("（5）报送", numbering.PAREN, 5),
        ("5）报送", numbering.PAREN, 5),
        ("③建立", numbering.CIRCLE, 3),
        ("二是要抓", numbering.ONE_IS, 2),
        ("二要抓", numbering.ONE_IS, 2),
    ],
)
def test_markers_are_recognised(line, rank, value):
    marker = opening_marker(line)

    assert (marker.rank, marker.value) == (rank, value)


@pytest.mark.parametrize(
    "line",
    ["第一书记要驻村", "第一责任人", "1.5万元", "2020.6.30前", "2026年工作", "一级抓一级", "（市、区）", "两个维护"],
)
def test_words_and_figures_are_not_markers(line):
    assert opening_marker(line) is None


def test_consecutive_markers_inside_a_paragraph_are_found():
    markers = find_markers("要求如下：一、抓学习。要学好。二、抓落实。要落实。")

    assert [(m.value, m.inline) for m in markers] == [(1, True), (2, True)]


def test_single_first_number_inside_a_paragraph_is_not_a_marker():
    assert find_markers("要求如下：一、二产业都要抓。") == []


def test_span_of_a_marker_contains_only_its_own_characters():
    text = "前文。\n（二）抓落实。"
    (marker,) = find_markers(text)

    assert text[marker.start : marker.end] == "（二）"
