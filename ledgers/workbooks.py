"""The blank template and the export of a ledger, in a form that an import can read again."""

import io

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from files.writing import Column
from ledgers.accepted_doubts import SOURCE_FIELDS
from ledgers.accepted_doubts import OfLedger as AcceptedDoubts
from ledgers.declarations import Kind
from ledgers.masking import MASKS, is_masked_kind, seen_columns
from ledgers.models import CodeTable
from ledgers.periods import label_of
from ledgers.record_list import short, with_codes
from ledgers.records import own_key_fields
from ledgers.row_rules import DaysAgree
from organizations.models import Organization
from organizations.resolving import place_index

LEVELS = ("county", "township", "village")
PLACE_HEADERS = {
    "county": gettext_lazy("县（市、区）"),
    "township": gettext_lazy("乡镇（街道）"),
    "village": gettext_lazy("村（社区）"),
}
WRITTEN_AS = {Kind.COUNT: "integer", Kind.DECIMAL: "decimal", Kind.MONEY: "money"}
WIDTHS = {Kind.TEXT: 24, Kind.PHONE: 14, Kind.DATE: 12, Kind.DATETIME: 17, Kind.YES_NO: 8, Kind.COUNT: 8}
EXAMPLES = {
    Kind.TEXT: "示例文字", Kind.NAME: "张三", Kind.DATE: "2026-06-30", Kind.DATETIME: "2026-06-30 09:30",
    Kind.YES_NO: "是", Kind.MONEY: 10000, Kind.PERCENT: "85%", Kind.COUNT: 10, Kind.DECIMAL: 3,
    Kind.PHONE: "10001234567", Kind.CODE: "0001",
}  # fmt: skip
BLANK_ROWS = 1000


def place_levels(ledger):
    """Return the levels of the place columns: from the county down to the lowest level of the records."""
    lowest = max(LEVELS.index(level) for level in ledger.place_levels if level in LEVELS)
    return LEVELS[: lowest + 1]


def header(column):
    """Return the label of a column, with the unit of its numbers."""
    unit = {Kind.MONEY: _("（元）"), Kind.PERCENT: _("（%）")}.get(column.kind, "")
    return f"{column.label}{unit}"


def file_columns(ledger, columns):
    """Return the columns of a file: a number, the places, and ``columns`` of the ledger."""
    places = [Column(PLACE_HEADERS[level], width=16) for level in place_levels(ledger)]
    own = [
        Column(header(column), WRITTEN_AS.get(column.kind, "text"), WIDTHS.get(column.kind, 14)) for column in columns
    ]
    return [Column(_("序号"), "integer", 6), *places, *own]


def export_columns(ledger, user):
    """Return the columns of an export for ``user``: of a register also the last day and the reason of who has left."""
    columns = file_columns(ledger, with_codes(seen_columns(ledger, user)))
    leaving = [ledger.column(name) for name in ledger.leaving_fields]
    accepted = [Column(_("按原样接受的疑点"), width=WIDTHS[Kind.TEXT])] if AcceptedDoubts(ledger) else []
    return [*columns, *(Column(header(column), width=WIDTHS[column.kind]) for column in leaving), *accepted]


def export_rows(ledger, records, user, *, on=None):
    """Yield the rows of an export in the order of ``export_columns``, with the columns that ``user`` sees.

    Persons outside the own unit are masked. Where rows were accepted in spite of doubts, a last cell says so.
    ``on`` is the day whose tree names the places, by default the newest.
    """
    names = _place_names(ledger, on)
    columns = with_codes(seen_columns(ledger, user))
    writers = [(at, WRITERS[column.kind]) for at, column in enumerate(columns, 1) if column.kind in WRITERS]
    masks = [(at, MASKS[column.kind]) for at, column in enumerate(columns, 1) if is_masked_kind(column)]
    clear_id = user.organization_id if user.organization.level == Organization.Level.CITY else None
    term = ("until", "leaving_reason") if ledger.leaving_fields else ()
    doubts = AcceptedDoubts(ledger)
    source = SOURCE_FIELDS if doubts else ()
    fields = ("organization_id", *(ledger.lookup(column.field) for column in columns), *term, *source)
    names_of_values = [column.field for column in columns]
    for number, row in enumerate(records.values_list(*fields).iterator(chunk_size=5000), 1):
        row = list(row)
        accepted = []
        if doubts:
            row, origin = row[: -len(source)], row[-len(source) :]
            accepted = [doubts.text(*origin, dict(zip(names_of_values, row[1:], strict=False)))]
        if term:
            row[-2:] = _term(*row[-2:], on)
        for at, write in writers:
            if row[at] is not None:
                row[at] = write(row[at])
        if clear_id is not None and row[0] != clear_id:
            for at, mask in masks:
                row[at] = mask(row[at])
        yield [number, *names[row[0]], *row[1:], *accepted]


def _term(until, reason, on):
    """Return the cells of the last day and the reason; blank where the past day ``on`` does not know them yet."""
    return [until.isoformat(), reason] if until and (on is None or until < on) else ["", ""]


WRITERS = {
    Kind.YES_NO: lambda value: "是" if value else "否",
    Kind.PERCENT: lambda value: f"{short(value)}%",
    Kind.DATETIME: lambda value: value.replace("T", " "),
}


def _place_names(ledger, on):
    """Return the names of county, township and village by the id of the unit.

    A unit that begins after the day ``on`` has those of the newest tree.
    """
    index, newest, levels = place_index(Organization, on=on), place_index(Organization), place_levels(ledger)
    names = {}
    for pk, code in Organization.objects.values_list("pk", "code"):
        chain = index.chain(code) or newest.chain(code)
        names[pk] = [chain[level].name if level in chain else "" for level in levels]
    return names


def template(ledger, user, year):
    """Return the blank workbook of a ledger for ``user``: header, notes, drop-downs, an example row."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet(_("填报"))
    _Template(book, sheet, ledger, user, year).write()
    book.close()
    target.seek(0)
    return target


class _Template:
    TITLE, NOTE, HEADER, EXAMPLE = range(4)

    def __init__(self, book, sheet, ledger, user, year):
        self.book, self.sheet, self.ledger, self.user, self.year = book, sheet, ledger, user, year
        self.columns = file_columns(ledger, ledger.stored_columns)
        self.stored = dict(enumerate(ledger.stored_columns, len(self.columns) - len(ledger.stored_columns)))
        self.levels = place_levels(ledger)

    def write(self):
        self._head()
        for at, column in enumerate(self.columns):
            self.sheet.set_column(at, at, column.width + 2, self._format(at))
            self.sheet.write_string(self.HEADER, at, str(column.title), self._header_format(at))
            self._example(at)
            self._help(at)
        self._places()
        self._page()

    def _head(self):
        last_column = max(len(self.columns) - 1, 1)
        title = self.book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
        kind = self.ledger.period
        period = label_of(kind.example(self.year)) if kind else _("%(year)d年") % {"year": self.year}
        text = _("%(unit)s%(period)s%(title)s") % {
            "unit": self.user.organization.name,
            "period": period,
            "title": self.ledger.title,
        }
        self.sheet.merge_range(self.TITLE, 0, self.TITLE, last_column, text, title)
        unit = _("填报单位：%(unit)s　　填报时间：　　　　　　单位：元") % {"unit": self.user.organization.name}
        self.sheet.merge_range(self.NOTE, 0, self.NOTE, last_column, unit)

    def _format(self, at):
        kind = self.stored[at].kind if at in self.stored else Kind.TEXT
        if kind == Kind.MONEY:
            return self.book.add_format({"num_format": "#,##0.00"})
        if kind in {Kind.COUNT, Kind.DECIMAL} or at == 0:
            return self.book.add_format({})
        return self.book.add_format({"num_format": "@", "text_wrap": kind == Kind.TEXT})

    def _header_format(self, at):
        must = at not in self.stored or self.stored[at].required or self.stored[at].field in own_key_fields(self.ledger)
        look = {
            "bold": True,
            "border": 1,
            "bg_color": "#F3EFE6",
            "text_wrap": True,
            "align": "center",
            "valign": "vcenter",
        }
        return self.book.add_format(look | ({"font_color": "#B00000"} if must and at else {}))

    def _example(self, at):
        grey = self.book.add_format({"font_color": "#8B949E", "italic": True, "text_wrap": True})
        if at == 0:
            self.sheet.write_string(self.EXAMPLE, 0, "示例", grey)
        elif at in self.stored:
            column = self.stored[at]
            self.sheet.write(self.EXAMPLE, at, self._example_of(column), grey)
        else:
            self.sheet.write_string(self.EXAMPLE, at, str(PLACE_HEADERS[self.levels[at - 1]]), grey)

    def _example_of(self, column):
        """Return a value for the example row, in which all dates are the same day: a class lasts one day."""
        if any(isinstance(rule, DaysAgree) and rule.days == column.field for rule in self.ledger.rules):
            return 1
        return next(iter(self._choices(column)), EXAMPLES.get(column.kind))

    def _help(self, at):
        """Write a comment on the header, and a drop-down below it if the column has fixed words."""
        column = self.stored.get(at)
        if column is None:
            return
        self.sheet.write_comment(self.HEADER, at, _help_text(column))
        words = self._choices(column)
        if words:
            source = words if len(",".join(words)) <= 250 else self._list(f"{column.label}", words)
            self._validate(at, source)

    def _choices(self, column):
        """Return the words that a cell of ``column`` can have, or the codes that its texts stand for."""
        if column.codes:
            return list(CodeTable.objects.of_table(column.codes).in_year(self.year).values_list("value", flat=True))
        return [choice.value for choice in column.choices] or (["是", "否"] if column.kind == Kind.YES_NO else [])

    def _validate(self, at, source):
        rule = {
            "validate": "list",
            "source": source,
            "error_type": "warning",
            "error_title": _("不在列表中"),
            "error_message": _("请从列表中选择。"),
        }
        self.sheet.data_validation(self.EXAMPLE + 1, at, self.EXAMPLE + BLANK_ROWS, at, rule)

    def _list(self, title, words):
        """Write the words of a drop-down on a hidden sheet, since Excel takes no more than 255 characters inline."""
        sheet = self.book.add_worksheet(title[:25])
        sheet.hide()
        sheet.write_column(0, 0, words)
        return f"='{title[:25]}'!$A$1:$A${len(words)}"

    def _places(self):
        """Write the drop-downs of the units that the user may fill."""
        index, own = place_index(Organization), self.user.organization.code
        for at, level in enumerate(self.levels, 1):
            codes = index.at(level, own) or [index.ancestor(own, level)]
            names = sorted({index.name(code) for code in codes if code})
            if names:
                self._validate(at, self._list(f"{PLACE_HEADERS[level]}", names))

    def _page(self):
        self.sheet.set_row(self.TITLE, 30)
        self.sheet.freeze_panes(self.HEADER + 1, 1)
        self.sheet.repeat_rows(self.HEADER)
        self.sheet.set_paper(9)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        notes = self.book.add_worksheet(_("填写说明"))
        notes.set_column(0, 0, 20)
        notes.set_column(1, 1, 80)
        for number, column in enumerate(self.ledger.stored_columns):
            notes.write_row(number, 0, [header(column), _help_text(column).replace("\n", "；")])


def _help_text(column):
    """Return the text of the comment on a header."""
    lines = [_("必填。") if column.required else _("可不填。")]
    if column.help:
        lines.append(str(column.help))
    lines.append(
        {
            Kind.DATE: _("日期写作 2026-06-30，只知道月份的写 2026-06。"),
            Kind.DATETIME: _("写作 2026-06-30 09:30。"),
            Kind.YES_NO: _("填“是”或“否”，不清楚的留空。"),
            Kind.MONEY: _("填数字，单位：元。"),
            Kind.PERCENT: _("写作 85%。"),
            Kind.COUNT: _("填整数。"),
            Kind.DECIMAL: _("填数字。"),
            Kind.PHONE: _("填 11 位手机号或带区号的座机号。"),
            Kind.CHOICE: _("从列表中选择。"),
        }.get(column.kind, _("填文字。"))
    )
    return "\n".join(lines)
