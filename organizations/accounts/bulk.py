"""Read a table of new accounts and check every cell. This module writes nothing to the database."""

import unicodedata
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from pypinyin import lazy_pinyin

from files.errors import FileError
from files.reading import looks_like_workbook, read_workbook
from organizations import treefile
from organizations.accounts.forms import NAME_LENGTH, OFFICE_LENGTH, find_unit, validate_username
from organizations.accounts.phones import validate_phone
from organizations.models import User

LIMIT = 1000
HEAD_SEARCH = 10  # the header is searched in the first rows; a title and a note may precede it
BOUNDS = {"rows": 5000, "columns": 26, "unpacked": 20 * 1024 * 1024}
# Each column with its headers; the first one is used in the template.
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


@dataclass(frozen=True)
class Problem:
    """An invalid cell: ``cell`` is its address such as C5, ``text`` says what is wrong and how to correct it."""

    cell: str
    column: str
    value: str
    text: str


@dataclass
class Sheet:
    """The result of a check: ``rows`` for ``create_accounts``, or ``problems``; then ``rows`` is empty."""

    rows: list = field(default_factory=list)
    problems: list = field(default_factory=list)


def read(file):
    """Return the rows of the first sheet with content, as lists of strings.

    Raises ``FileError`` for a file that is not a table, has a password or is too large.
    """
    content = file.read()
    is_text = file.name.lower().endswith((".csv", ".txt")) and not looks_like_workbook(content)
    table = _text(content) if is_text else read_workbook(content, **BOUNDS)
    table = [[_clean(cell) for cell in row] for row in table]
    if not any(any(row) for row in table):
        raise FileError("empty", _("文件里没有内容，请按模板填写后再上传。"))
    return table


def _text(content):
    try:
        return [cells for _line, cells in treefile.records(treefile.decode(content))]
    except treefile.TreeFileError as error:
        raise FileError("damaged", str(error)) from error


def _clean(value):
    """Return a cell as text: without ``.0``, full-width characters, NUL characters and outer spaces."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = unicodedata.normalize("NFKC", str(value)).replace("\x00", "").strip()
    return text[1:] if text[:1] == "'" else text


def check(table, *, by, on):
    """Check every row of ``table`` and return a ``Sheet``; units must be in the subtree of ``by`` on the day ``on``.

    Raises ``FileError`` when there is no header, no row or too many rows.
    """
    top, columns = _header(table)
    lines = [(number, row) for number, row in enumerate(table[top + 1 :], top + 2) if any(row)]
    if not lines:
        raise FileError("empty", _("表头下面没有内容，请填写后再上传。"))
    if len(lines) > LIMIT:
        text = _("共 %(total)s 行，一次最多 %(limit)s 行，请分成几个文件上传。")
        raise FileError("too_many_rows", text % {"total": len(lines), "limit": LIMIT})
    return _Checker(columns, by=by, on=on).sheet(lines)


def _header(table):
    """Return the index of the header row and a dict with the position of each column key."""
    keys = {header: key for key, headers in COLUMNS.items() for header in headers}
    for number, row in enumerate(table[:HEAD_SEARCH]):
        columns = {}
        for position, cell in enumerate(row):
            columns.setdefault(keys.get(cell.replace(" ", "").strip("*")), position)
        columns.pop(None, None)
        if {"name", "role"} <= columns.keys() and {"unit_code", "unit_name"} & columns.keys():
            return number, columns
    raise FileError(
        "no_header", _("没有找到表头：前 10 行内须有“姓名”“角色”，以及“单位代码”或“单位名称”。请使用模板。")
    )


class _Checker:
    """Checks rows one by one and remembers the login names that are already used."""

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
        """Collect the login names of the table: ``_generated_username`` must not give them to other rows."""
        self.reserved = {self._text(row, "username").lower() for _number, row in lines} - {""}

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
            return self._generated_username()
        try:
            validate_username(text)
        except ValidationError as error:
            return self._problem("username", error.message)
        if text in self.taken:
            return self._problem("username", _("这个账号已经有人使用或在表中重复，请换一个，或留空由系统生成。"))
        self.taken.add(text)
        return text

    def _generated_username(self):
        """Return the name in pinyin, with a number if it is already used: lijuan, lijuan2."""
        pinyin = "".join(sign for sign in "".join(lazy_pinyin(self._value("name"))).lower() if sign.isalnum())
        pinyin = "".join(sign for sign in pinyin if sign.isascii())[:24]
        stem, number = pinyin if len(pinyin) > 2 else f"user{pinyin}", 1
        username = stem
        while username in self.taken or username in self.reserved:
            number += 1
            username = f"{stem}{number}"
        self.taken.add(username)
        return username

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
