"""Clean the texts of cells, and make the keys for comparing headers."""

import re
import unicodedata

from organizations.names import plain

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]|_x00[01][0-9A-F]_")
_BLANKS = re.compile(r"[\s\u00a0\u200b-\u200f\u2028-\u202f\u2060\u3000\ufeff]+")
_GUARDED = re.compile(r"^'[=+\-@\t\r＝＋－＠]")
_EDGES = " \t\r\n\u00a0\u3000\u200b\ufeff"


def words(text):
    """Split a text into words, for lists that are too long to quote each word."""
    return tuple(text.split())


# Marks for an empty cell; the words below mean an empty cell only in columns without free text.
MARKS = frozenset(words("/ \\ - -- --- — —— ——— － ― – _ ... … …… / // ／ ＼ | 〃"))
NOTHING_WORDS = frozenset(
    [
        "无",
        "暂无",
        "空",
        "空缺",
        "暂缺",
        "待定",
        "未定",
        "不详",
        "缺",
        "没有",
        "暂未确定",
        "待补",
        "待补充",
        "null",
        "none",
    ]
)
_ERROR = re.compile(  # of Excel and WPS, of LibreOffice, and a number that its column was too narrow for
    r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|名称[?？]|NUM!|NULL!|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!"
    r"|BUSY!|UNKNOWN!|EXTERNAL!|PYTHON!)|Err:\d{3}|#{3,}",
    re.IGNORECASE,
)
DITTOS = frozenset(words("同上 〃 ″ 〃〃 ″″ 同前 上同 同上行 同上一行 同上。"))  # data
_UNIT = re.compile(
    r"^(?:单位)?:?(万元|元|千元|亿元|%|个|人|户|名|天|日|次|年|岁|学时|小时|分钟|平方米|平米|m2|m²|亩|号|℅|是/否|√|打√|划√|打勾|请打√|有/无)+$"
)


def tidy(text):
    """Remove control characters, and blanks at both ends; inner line breaks are kept."""
    if _CONTROL.search(text):
        text = _CONTROL.sub("", text)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(_EDGES)


def unguarded(text):
    """Remove the apostrophe that an export puts before a text that looks like a formula."""
    return text[1:] if _GUARDED.match(text) else text


def squeezed(text):
    """Remove blanks of any kind."""
    return _BLANKS.sub("", tidy(text))


def narrow(text):
    """Return a text in half width without blanks and leading apostrophe, to read numbers, dates and marks from."""
    if text.isascii() and text.isalnum():
        return text
    return _BLANKS.sub("", unicodedata.normalize("NFKC", _CONTROL.sub("", text))).lstrip("'’‘`")


def is_blank(cell):
    """Whether a cell is empty or holds blanks only."""
    return cell is None or cell == "" or (type(cell) is str and not cell.strip(_EDGES))


def is_nothing(cell):
    """Whether a cell is empty or holds a mark or word for nothing: ``/``, ``—``, 无, 暂缺."""
    if is_blank(cell):
        return True
    if type(cell) is not str:
        return False
    text = narrow(cell).strip("()")
    return text in MARKS or text.lower() in NOTHING_WORDS


def is_mark(cell):
    """Whether a cell is empty or holds a mark such as ``/``; words such as 无 are not marks."""
    return is_blank(cell) or (type(cell) is str and (cell in MARKS or narrow(cell) in MARKS))


def is_error(cell):
    """Whether a cell holds what a spreadsheet shows for a formula that failed: ``#REF!``, ``Err:502``."""
    return type(cell) is str and cell.lstrip()[:1] in ("#", "E", "e") and bool(_ERROR.fullmatch(cell.strip()))


def is_ditto(cell):
    """Whether a cell stands for the one above it: 同上, 〃."""
    return type(cell) is str and cell.strip() in DITTOS


_BRACKETED = re.compile(r"\(([^()]*)\)")
_LEADING = re.compile(r"^(?:[*★※]|\(?[一二三四五六七八九十\d]{1,2}[、.)])+")


def header_key(text):
    """Return the key for comparing headers: without blanks, punctuation, numbering and units in brackets."""
    text = plain(_LEADING.sub("", narrow(str(text))))
    text = _BRACKETED.sub(lambda match: "" if _UNIT.match(match[1]) else f"({match[1]})", text)
    return re.sub(r"[()/、,，.:：?？!！+&|\\]", "", text).lower()


def is_unit(text):
    """Whether a header is only the unit of the group above it: %, （万元）."""
    return bool(_UNIT.match(plain(text).strip("()")))


def short_header_key(text):
    """Return the ``header_key`` without anything in brackets."""
    return header_key(_BRACKETED.sub("", plain(text)))


def header_unit(text):
    """Return the unit in a header: 万元, 元, %, or an empty text."""
    text = plain(text)
    for unit in ("万元", "千元", "亿元"):
        if unit in text:
            return unit
    if re.search(r"[(/:]单?位?:?元[)/]?|\(元\)|元$", text) and not text.endswith("单元"):
        return "元"
    return "%" if "%" in text else ""
