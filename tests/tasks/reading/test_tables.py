"""Tables of tasks from Word or pasted with tabs: merged cells, two header rows, kinds, totals."""

from datetime import date

from tasks.reading import read
from tasks.reading.files import read_file
from tasks.reading.tables import table_lines

from .documents import word_file
from .samples import figures, roles, task_of


def table(document, rows, merged=()):
    made = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            made.cell(row, column).text = text
    for top, left, bottom, right in merged:
        made.cell(top, left).merge(made.cell(bottom, right))


def with_kinds_and_two_headers(document):
    document.add_paragraph("2026年书记项目清单")
    rows = [
        ["领域", "项目名称", "主要内容", "责任分工", "", "完成时限"],
        ["", "", "", "牵头单位", "配合单位", ""],
        ["一、农村", "强村富民", "培育强村50个", "市农业农村局", "市财政局", "年底前"],
        ["", "头雁领航", "书记轮训，每人不少于7天", "市委组织部", "市委党校", "上半年"],
        ["二、城市", "红色网格", "建立网格党支部2000个", "市委政法委", "各县（市、区）", "9月30日"],
        ["合计", "3", "", "", "", ""],
    ]
    table(
        document,
        rows,
        [(0, 3, 0, 4), (0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 5, 1, 5), (2, 0, 3, 0)],
    )
    document.add_paragraph("注：此表一式两份。")


def test_column_of_kinds_gives_the_areas_and_two_header_rows_are_joined():
    outline = read_file(word_file(with_kinds_and_two_headers), "清单.docx", year=2026)

    assert [area.title for area in outline.areas] == ["农村", "城市"]
    assert [(task.number, task.title) for task in outline.tasks] == [
        ("1.1", "强村富民"),
        ("1.2", "头雁领航"),
        ("2.3", "红色网格"),
    ]
    assert roles(task_of(outline, "1.1")) == {"市农业农村局": "lead", "市财政局": "support"}
    assert task_of(outline, "2.3").deadline.day == date(2026, 9, 30)
    assert "此表" not in task_of(outline, "2.3").text


def test_rows_of_one_merged_task_are_separate_tasks_titled_by_their_measures():
    def build(document):
        rows = [
            ["序号", "重点任务", "具体措施", "牵头单位", "完成时限"],
            ["1", "组织覆盖行动", "全面排查覆盖情况", "市委组织部", "5月底"],
            ["2", "", "开展清理整顿", "市委组织部", "6月底前"],
            ["3", "书记提能行动", "举办示范班4期", "市委党校", "9月底"],
        ]
        table(document, rows, [(1, 1, 2, 1)])

    outline = read_file(word_file(build), "清单.docx", year=2026)

    assert [task.title for task in outline.tasks] == ["全面排查覆盖情况", "开展清理整顿", "书记提能行动"]
    assert "所属任务：组织覆盖行动" in outline.tasks[1].text


def test_lines_of_a_cell_may_be_several_departments_but_only_one_task():
    def build(document):
        rows = [["工作任务", "责任单位"], ["1.开展排查\n2.建立台账", "市委组织部\n市财政局"]]
        table(document, rows)

    outline = read_file(word_file(build), "清单.docx", year=2026)

    assert len(outline.tasks) == 1
    assert "建立台账" in outline.tasks[0].text
    assert roles(outline.tasks[0]) == {"市委组织部": "lead", "市财政局": "support"}


def test_tasks_of_a_table_pasted_with_tabs_are_found():
    outline = read(
        "2026年任务清单\n序号\t任务名称\t工作要求\t牵头单位\t完成时限\n"
        "1\t书记培训\t轮训不少于1次\t县委组织部\t10月底\n2\t驻村帮扶\t驻村不少于220天\t县委组织部\t全年\n",
        year=2026,
    )

    assert [task.title for task in outline.tasks] == ["书记培训", "驻村帮扶"]
    assert [task.deadline.day for task in outline.tasks] == [date(2026, 10, 31), date(2026, 12, 31)]
    assert figures(outline.tasks[1]) == [("驻村", 220, None, "天")]


def test_rows_with_the_same_task_are_all_kept():
    lines = table_lines([["工作任务", "责任单位"], ["开展排查", "甲县"], ["开展排查", "乙县"]])

    assert lines == ["1.开展排查。（责任单位：甲县）", "2.开展排查。（责任单位：乙县）"]


def test_table_without_tasks_is_read_as_text():
    assert table_lines([["姓名", "职务"], ["某某", "某某"], ["甲", "乙"]]) == ["姓名　职务", "某某", "甲　乙"]
