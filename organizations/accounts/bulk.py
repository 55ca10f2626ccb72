"""Many accounts from one table: read it, check every cell, say what to mend. Nothing is written here."""

import csv
import io
import unicodedata
import zipfile
from dataclasses import dataclass, field

import openpyxl
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from pypinyin import lazy_pinyin

from organizations.accounts.forms import NAME_LENGTH, OFFICE_LENGTH, find_unit, validate_username
from organizations.accounts.phones import validate_phone
from organizations.models import User

LIMIT = 1000
HEAD_SEARCH = 10  # rows above the header: a title, a note
WIDTH, HEIGHT = 26, 5000  # more of a sheet is never looked at
UNPACKED_LIMIT = 20 * 1024 * 1024
# Column keys with their header and the other headers that mean the same.
COLUMNS = {
    "unit_code": ("单位代码", "代码"),
    "unit_name": ("单位名称", "单位", "所属单位"),
    "name": ("姓名",),
    "role": ("角色",),
    "username": ("账号", "用户名", "登录名"),
    "office": ("科室", "部门科室"),
    "work_phone": ("工作电话", "电话", "联系电话"),
    "email": ("邮箱", "工作邮箱", "电子邮箱"),
}
HEADERS = [headers[0] for headers in COLUMNS.values()]
ROLES = {label: role for role, label in User.Role.choices} | {role: role for role in User.Role.values}


class UnreadableError(Exception):
    """The file as a whole cannot be used; the text says why and what to do."""


@dataclass(frozen=True)
class Problem:
    """A cell that must be mended: ``cell`` such as C5, the reason and the fix in ``text``."""

    cell: str
    column: str
    value: str
    text: str


@dataclass
class Sheet:
    """What a table says: ``rows`` ready for ``create_accounts``, or the ``problems`` that forbid it."""

    rows: list = field(default_factory=list)
    problems: list = field(default_factory=list)


def read(file):
    """The cells of the first sheet that has any, as lists of texts.

    Raises ``UnreadableError`` for a file that is no table, is locked or is far too large.
    """
    content = file.read()
    table = _csv(content) if file.name.lower().endswith((".csv", ".txt")) else _workbook(content)
    table = [[_clean(cell) for cell in row] for row in table]
    if not any(any(row) for row in table):
        raise UnreadableError(_("文件里没有内容，请按模板填写后再上传。"))
    return table


def _csv(content):
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return list(csv.reader(io.StringIO(content.decode(encoding))))
        except UnicodeDecodeError:
            continue
        except csv.Error:
            break
    raise UnreadableError(_("读不出文件的文字，请另存为 .xlsx 后再上传。"))


def _workbook(content):
    """Read row by row: the quicker reader makes a dense grid of whatever two far cells span.

    A broken file can raise nearly anything, so everything raised means the same here.
    """
    _refuse_bombs(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            if rows := _rows(sheet):
                return rows
    except UnreadableError:
        raise
    except Exception as error:
        raise UnreadableError(_("读不出这个文件：请确认是未加密的表格，另存为 .xlsx 后再上传。")) from error
    return []


def _rows(sheet):
    """The rows of ``sheet`` up to the last one with content."""
    rows = []
    for number, row in enumerate(sheet.iter_rows(max_col=WIDTH, values_only=True)):
        if any(cell is not None for cell in row):
            if number >= HEIGHT:
                raise UnreadableError(_("第 %(row)s 行以后还有内容，请删去多余的行后再上传。") % {"row": HEIGHT})
            rows.extend([()] * (number - len(rows)) + [row])
    return rows


def _refuse_bombs(content):
    """A small archive may unpack to gigabytes; the sizes stand in its directory."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise UnreadableError(_("这不是 .xlsx 文件，请用 Excel 或 WPS 另存为 .xlsx 后再上传。"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > UNPACKED_LIMIT:
            raise UnreadableError(_("文件展开后过大，请只保留要创建的账号，另存后再上传。"))


def _clean(value):
    """A cell as text: numbers without ``.0``, full-width signs made plain, no outer blanks."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = unicodedata.normalize("NFKC", str(value)).strip()
    return text[1:] if text[:1] == "'" else text


def check(table, *, by, on):
    """Check every row of ``table``; units are looked for in the subtree of ``by`` on the day ``on``.

    Raises ``UnreadableError`` when there is no header or too many rows.
    """
    top, columns = _header(table)
    lines = [(number, row) for number, row in enumerate(table[top + 1 :], top + 2) if any(row)]
    if not lines:
        raise UnreadableError(_("表头下面没有内容，请填写后再上传。"))
    if len(lines) > LIMIT:
        text = _("共 %(total)s 行，一次最多 %(limit)s 行，请分成几个文件上传。")
        raise UnreadableError(text % {"total": len(lines), "limit": LIMIT})
    return _Checker(columns, by=by, on=on).sheet(lines)


def _header(table):
    """The number of the header row and the position of each column key."""
    known = {header: key for key, headers in COLUMNS.items() for header in headers}
    for number, row in enumerate(table[:HEAD_SEARCH]):
        columns = {}
        for position, cell in enumerate(row):
            columns.setdefault(known.get(cell.replace(" ", "").strip("*")), position)
        columns.pop(None, None)
        if {"name", "role"} <= columns.keys() and {"unit_code", "unit_name"} & columns.keys():
            return number, columns
    raise UnreadableError(_("没有找到表头：前 10 行内须有“姓名”“角色”，以及“单位代码”或“单位名称”。请使用模板。"))


class _Checker:
    """Checks rows one by one and remembers which login names are taken."""

    def __init__(self, columns, *, by, on):
        self.columns = columns
        self.by = by
        self.on = on
        self.units = {}
        self.taken = {name.lower() for name in User.objects.values_list("username", flat=True)}
        self.problems = []

    def sheet(self, lines):
        self._reserve(lines)
        rows = [self._row(number, row) for number, row in lines]
        return Sheet([] if self.problems else rows, self.problems)

    def _reserve(self, lines):
        """Names that the table asks for come before names made up for other rows."""
        self.asked = {self._text(row, "username").lower() for _number, row in lines} - {""}

    def _row(self, number, row):
        self.number, self.row = number, row
        return {
            "organization": self._organization(),
            "name": self._required("name", NAME_LENGTH),
            "role": self._role(),
            "username": self._username(),
            "office": self._limited("office", OFFICE_LENGTH),
            "work_phone": self._valid("work_phone", validate_phone, _("电话格式不对，例如 0793-8200000；没有可留空。")),
            "email": self._valid("email", validate_email, _("邮箱格式不对，例如 lijuan@example.gov.cn；没有可留空。")),
        }

    def _organization(self):
        key = "unit_code" if self._value("unit_code") else "unit_name"
        text = self._value(key)
        if not text:
            return self._problem(key, _("没有填写单位，请填写单位代码或单位名称。"))
        if text not in self.units:
            self.units[text] = self._find(text)
        unit, message = self.units[text]
        return unit or self._problem(key, message)

    def _find(self, text):
        try:
            return find_unit(text, scope=self.by.organization, on=self.on), ""
        except ValidationError as error:
            return None, error.message

    def _role(self):
        text = self._value("role")
        if text in ROLES:
            return ROLES[text]
        return self._problem("role", _("角色只能填“查看”“填报”或“管理”。"))

    def _username(self):
        text = self._value("username").lower()
        if not text:
            return self._made_up()
        try:
            validate_username(text)
        except ValidationError as error:
            return self._problem("username", error.message)
        if text in self.taken:
            return self._problem("username", _("这个账号已经有人使用或在表中重复，请换一个，或留空由系统生成。"))
        self.taken.add(text)
        return text

    def _made_up(self):
        """The name in pinyin, with a number when that is taken: lijuan, lijuan2."""
        spelt = "".join(sign for sign in "".join(lazy_pinyin(self._value("name"))).lower() if sign.isalnum())
        spelt = "".join(sign for sign in spelt if sign.isascii())[:24]
        stem, number = spelt if len(spelt) > 2 else f"user{spelt}", 1
        found = stem
        while found in self.taken or found in self.asked:
            number += 1
            found = f"{stem}{number}"
        self.taken.add(found)
        return found

    def _required(self, key, length):
        return self._limited(key, length) or self._missing(key)

    def _missing(self, key):
        if not self._value(key):
            self._problem(key, _("没有填写%(column)s，请补上。") % {"column": COLUMNS[key][0]})
        return ""

    def _limited(self, key, length):
        text = self._value(key)
        if len(text) <= length:
            return text
        self._problem(key, _("太长，最多 %(length)s 个字。") % {"length": length})
        return ""

    def _valid(self, key, validate, message):
        text = self._value(key)
        try:
            if text:
                validate(text)
        except ValidationError:
            return self._problem(key, message)
        return text

    def _value(self, key):
        return self._text(self.row, key)

    def _text(self, row, key):
        position = self.columns.get(key)
        return row[position] if position is not None and position < len(row) else ""

    def _problem(self, key, text):
        cell = f"{get_column_letter(self.columns[key] + 1)}{self.number}" if key in self.columns else str(self.number)
        self.problems.append(Problem(cell, COLUMNS[key][0], self._value(key), text))
