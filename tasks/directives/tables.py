"""Tables of tasks in a document, turned into numbered lines with boxed notes: the reader then needs no second way.

序号|重点任务|责任单位|完成时限 becomes 1.建立台账。（责任单位：市委组织部；完成时限：6月底前）.
Other tables stay lines of text.
"""

import re

_TASK = re.compile("任务|工作内容|工作举措|工作措施|重点工作|事项|主要内容|具体措施|具体举措")
_NOTES = re.compile("单位|部门|时限|时间|期限|责任人")
_NUMBER = re.compile("序号|编号")


def table_lines(rows):
    """The lines of a table given as rows of cell texts."""
    rows = [row for row in rows if any(row)]
    header = next((index for index, row in enumerate(rows[:3]) if _is_header(row)), None)
    if header is None:
        return ["　".join(_runs(row)) for row in rows]
    before = ["　".join(_runs(row)) for row in rows[:header]]
    names = [re.sub(r"\s", "", name) for name in rows[header]]
    return before + _task_lines(names, rows[header + 1 :])


def _is_header(row):
    return any(_TASK.search(cell) for cell in row) and any(_NOTES.search(cell) for cell in row)


def _runs(row):
    """Merged cells repeat their text; once is enough."""
    return [cell for index, cell in enumerate(row) if cell and (index == 0 or cell != row[index - 1])]


def _task_lines(names, rows):
    lines = []
    for row in rows:
        cells = dict(zip(names, row, strict=False))
        texts = [
            value for name, value in cells.items() if value and not _NOTES.search(name) and not _NUMBER.search(name)
        ]
        notes = [f"{name}：{value}" for name, value in cells.items() if value and _NOTES.search(name)]
        if texts:
            lines.append(_line(len(lines) + 1, list(dict.fromkeys(texts)), notes))
    return lines


def _line(number, texts, notes):
    body = "。".join(text.rstrip("。") for text in texts)
    return f"{number}.{body}。" + (f"（{'；'.join(notes)}）" if notes else "")
