import pytest

from tasks.reading.paragraphs import rebuild


def test_line_broken_in_the_middle_of_a_sentence_is_joined():
    assert rebuild("1.整顿。要对去年\n情况开展检查。") == "1.整顿。要对去年情况开展检查。"


def test_heading_without_full_stop_is_not_joined():
    assert rebuild("一、加强领导\n各级要重视。") == "一、加强领导\n各级要重视。"


@pytest.mark.parametrize("broken", ["一、提高认识，\n加强领导", "一、落实“四个\n一”措施"])
def test_heading_with_a_trailing_comma_or_open_quotation_is_joined(broken):
    assert rebuild(broken) == broken.replace("\n", "")


def test_numbered_line_is_never_joined():
    assert rebuild("要抓好。下面几点\n1.抓学习。") == "要抓好。下面几点\n1.抓学习。"


def test_indented_line_begins_a_paragraph_if_paragraphs_are_indented():
    text = "通知\n　要抓好。各单位要落实\n　各级要督促。"

    assert rebuild(text) == "通知\n要抓好。各单位要落实\n各级要督促。"


def test_indent_of_every_line_is_ignored():
    assert rebuild("　要抓好。各单位要落\n　实到位。") == "要抓好。各单位要落实到位。"


@pytest.mark.parametrize("number", ["— 3 —", "- 3 -", "—3—", "3", "第 3 页 共 10 页", "第3页", "3/10"])
def test_page_numbers_are_removed_and_the_sentence_is_joined(number):
    assert rebuild(f"甲。各县要对党\n\n{number}\n支部检查。") == "甲。各县要对党支部检查。"


def test_running_head_is_kept_once():
    text = "重点任务方案\n甲。要抓\n重点任务方案\n紧。\n重点任务方案\n乙。"

    assert rebuild(text) == "重点任务方案\n甲。要抓紧。\n乙。"


def test_text_cut_at_a_fixed_width_becomes_paragraphs():
    words = (
        "各级党组织要认真落实上级部署切实抓好学习教育各项工作着力解决群众急难愁盼问题不断增强基层组"
        "织政治功能和组织功能为推进乡村全面振兴提供坚强保证并且按照时间节点逐项报送进展情况"
    )
    lines = [words[i : i + 16] for i in range(0, len(words), 16)]

    assert rebuild("\n".join(lines) + "。\n一、抓学习") == words + "。\n一、抓学习"


def test_wrapped_line_without_indent_is_joined_even_after_a_full_stop():
    first, second = "　" + "甲" * 17 + "。", "乙" * 18
    text = "\n".join([first, second, second + "。", first, second, second + "。"])

    assert rebuild(text).count("\n") == 1


def test_notes_on_responsibility_keep_their_own_lines():
    text = "1.建立台账。要管好\n责任单位：市委组织部\n完成时限：6月底"

    assert rebuild(text) == text
