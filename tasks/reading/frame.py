"""The frame of a document: title, salutation, attachments, signature, closing words. None of it is a task."""

import re
from dataclasses import dataclass
from datetime import date

from .numbering import opening_marker
from .numerals import parse

_SALUTATION = re.compile(
    r"(?:同志们|各位|尊敬的|各县|各市|各区|各乡|各镇|各党|各地|市直|县直|各有关|机关各|各基层|各支部)[^。；]{0,120}[：:]$|同志们[！!，]?$"
)
_ATTACHMENT = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]{0,2}\s*[:：]?$")
_DATE_LINE = re.compile(
    r"[（(]?(?P<year>20\d\d|二[〇○0零]\S\S)年(?P<month>\d{1,2}|[一二三四五六七八九十]{1,3})月(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日[）)]?$"
)
_CLOSING = re.compile(
    r"就讲这|讲到这|讲完了|谢谢大家|我的讲话|以上[，,]?(?:几|意见|就是)|同志们[，,！!：:]|让我们|特此通知|专此|此件|抄[送报]|分送|主送|出席|列席|参会人员|请假|记录[人：:]|主题词|联系人|联系电话|附件[\d]*[：:]|注[：:]"
    r"|（?此页无正文|请(?:各|大家|认真).{0,16}(?:贯彻|抓好)(?:执行|落实)。?$"
)
_SIGNATURE = re.compile(r"[^。，；：]{2,32}$")
_NOT_TITLE = re.compile(
    r".{2,24}文件$|(?:密级|机密|紧急|特急|签发人|[^\s]{1,12}〔\d{4}〕\d+号|\d{4}年\d+月\d+日|（|\(|【|附件)"
)
_KINDS = "讲话|通知|意见|方案|要点|提纲|报告|清单|规划|办法|决定|计划|安排|发言|通报|细则|规定"
_LISTED = re.compile(r"附\s*件\s*\d?\s*[：:]")
_CLOSING_WINDOW = 8
"""Paragraphs at the end of a text in which closing words and signatures are looked for."""


@dataclass(frozen=True)
class Section:
    """The document itself or one of its attachments: its title and the body between ``start`` and ``end``."""

    title: str
    start: int
    end: int


@dataclass(frozen=True)
class Line:
    """A paragraph with its offsets."""

    text: str
    start: int
    end: int


def is_attachment_mark(line):
    """Whether a line only says that an attachment follows: 附件1."""
    return bool(_ATTACHMENT.match(line.strip()))


def lines_of(text, start=0, end=None):
    """The paragraphs between two offsets, without empty ones."""
    end = len(text) if end is None else end
    matches = re.finditer(r"[^\n]+", text[:end][start:])
    return [Line(m.group(), start + m.start(), start + m.end()) for m in matches if m.group().strip()]


def title_of(lines):
    """The title: the lines before the salutation and the body, joined if the title has several."""
    parts = []
    for line in lines[:6]:
        if opening_marker(line.text) or _SALUTATION.search(line.text) or re.search("[。；]", line.text):
            break
        if _NOT_TITLE.match(line.text) or (parts and not _title_goes_on(parts[-1], line.text)):
            if parts:
                break
            continue
        if parts and _is_office(parts[-1]) and line.text.startswith("关于"):
            parts.clear()
        parts.append(line.text)
    return "".join(parts).strip() or _title_within(lines[0].text if lines else "")


def _title_within(line):
    """The title at the head of a text that is one single paragraph."""
    match = re.match(rf"[^，。；：]{{0,24}}?(?:关于|在|印发)[^，。；：]{{4,50}}?(?:{_KINDS})", line)
    return match.group() if match else ""


def _title_goes_on(part, line):
    if re.search(f"(?:{_KINDS})$", line) and not re.search(f"(?:{_KINDS})(?:提纲|稿)?$", part):
        return True
    return (
        part.endswith(("的", "在", "关于", "和", "、", "——")) or part.count("《") > part.count("》") or _is_office(part)
    )


def _is_office(part):
    """Whether a line only names the issuing office; then the title follows."""
    return bool(re.fullmatch(r"(?:中共)?[^，。《》]{2,20}(?:委员会|委|部|局|办公室|党组|党委|政府|工委)", part))


def issue_date(text):
    """The day of issue, from the first line that is only a date; ``None`` without such a line."""
    for line in lines_of(text):
        if match := _DATE_LINE.match(line.text.strip()):
            return _as_date(match)
    return None


def _as_date(match):
    year = match["year"].replace("○", "〇").replace("0", "〇") if not match["year"].isdigit() else match["year"]
    try:
        return date(parse(year), parse(match["month"]), parse(match["day"]))
    except (TypeError, ValueError):
        return None


def sections(text):
    """The document and its attachments, each without title, salutation, signature and closing words."""
    lines = lines_of(text)
    bounds = [0, *(index for index, line in enumerate(lines) if index and is_attachment_mark(line.text))]
    documents = []
    for number, begin in enumerate(bounds):
        stop = bounds[number + 1] if number + 1 < len(bounds) else len(lines)
        part = lines[begin:stop]
        if number:
            part = part[1:]
        if part:
            documents.append(_section(part))
    return documents


def _section(lines):
    title = title_of(lines)
    end = closing_start(lines)
    return Section(title, lines[0].start, end)


def closing_start(lines):
    """Where the closing of a section begins: signature, date, list of attachments, 就讲这么多."""
    last = _attachment_list(lines) or len(lines)
    while last > 1 and len(lines) - last < _CLOSING_WINDOW and _closes(lines[last - 1], lines[last:]):
        last -= 1
    return lines[last - 1].end


def _attachment_list(lines):
    """The index of the line 附件：1.… near the end, if only short lines (attachments, signature) follow it."""
    for index in range(max(len(lines) - _CLOSING_WINDOW, 1), len(lines)):
        if _LISTED.match(lines[index].text) and all(len(line.text) <= 40 for line in lines[index:]):
            return index
    return None


def _closes(line, after):
    body = line.text.strip()
    if opening_marker(body) and not after:
        return False
    if _DATE_LINE.match(body) or (_CLOSING.match(body) and len(body) < 400):
        return True
    return bool(after and _DATE_LINE.match(after[0].text.strip()) and _SIGNATURE.fullmatch(body))


def body_start(text, section):
    """Where the body of a section without numbering begins: after title, subtitle lines and salutation."""
    lines = lines_of(text, section.start, section.end)
    for index, line in enumerate(lines):
        if _SALUTATION.search(line.text.strip()):
            return lines[index + 1].start if index + 1 < len(lines) else section.end
    for line in lines:
        if re.search("[。；]", line.text):
            return line.start
    return section.start
