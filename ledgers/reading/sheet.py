"""Read one sheet: find its tables and collect their records (读工作表)."""

from collections import Counter

from django.utils.translation import gettext as _

from ledgers.declarations import Kind
from ledgers.reading import place_headers, reasons
from ledgers.reading.accepting import accepted_in
from ledgers.reading.columns import matcher_for
from ledgers.reading.context import Surroundings, above_texts, context_of, kinds_above
from ledgers.reading.copied_texts import similar_groups
from ledgers.reading.derived import derivable
from ledgers.reading.headers import Grid, find_header, guess_header
from ledgers.reading.layouts.continued_sheets import Continued, continues, ending_of
from ledgers.reading.layouts.cross_table import Unfolded, find_unfolding
from ledgers.reading.layouts.merged_cells import fill_down
from ledgers.reading.layouts.side_by_side import Stacked, find_stripes
from ledgers.reading.layouts.transposed import Turned, find_sideways
from ledgers.reading.limits import LONGEST_ABOVE
from ledgers.reading.placing import Placer
from ledgers.reading.result import Ignored, Problem, SheetReading, address
from ledgers.reading.table import Table
from ledgers.reading.table_columns import columns_of
from ledgers.reading.text import is_blank, tidy
from organizations.names import cut_committee, plain


class SheetTask:
    """Read one sheet into ``reading``, a ``SheetReading``; its tables share the ledger and the options.

    ``previous_ending`` and ``ending`` describe how the previous sheet and this one end; a sheet without a header
    may continue the previous one.
    """

    def __init__(self, raw, ledger, options, *, file_name, since_1904, previous_ending=None):
        self.raw = raw
        self.reading = SheetReading(raw.name, grid=raw.rows)
        self.previous_ending, self.ending = previous_ending, None
        self.sheet_name = raw.name
        self.ledger = ledger
        self.file_name = file_name
        self.since_1904 = since_1904
        self.places = options.places
        self.within = options.within
        self.year = options.year
        self.default_year = options.default_year
        self.money_unit = options.money_unit
        self.accepts_likely = options.accept_likely
        self.hints = options.hints or {}
        self.mapped = frozenset((options.mapping or {}).values())
        self.choices = {row: code for (sheet, row), code in (options.choices or {}).items() if sheet == raw.name}
        self.accepted = accepted_in(raw.name, options.accepted)
        self.on = options.on
        self.formats = raw.formats
        self.matcher = matcher_for(ledger, options.mapping)
        self.kinds = {column.field: column.kind for column in ledger.columns}
        self.placer = Placer(options.places, ledger, within=options.within)
        self.fields = ()
        self.note_sentences = ()

    def read(self):
        """Read in the first layout that fits: crossed, side by side, plain, transposed, continued."""
        grid = self.grid = Grid(self.raw.rows, self.raw.merges)
        within = self.within or self.places.only_city()
        crossed = find_unfolding(grid, self.ledger, self.matcher, self.places, within)
        header = None if crossed else find_header(grid, self.matcher)
        if crossed:
            fill_down(grid.rows, grid.merges, crossed.header.last + 1, {})
            self._read_relaid(Unfolded(grid, crossed))
        elif header and (stripes := find_stripes(header)):
            self._read_relaid(Stacked(grid, stripes, self.kinds))
        elif header:
            self._read_tables(header)
        elif sideways := find_sideways(grid, self.matcher, self.places, within):
            self._read_relaid(Turned(grid, sideways, self.matcher))
        elif self.previous_ending and continues(grid, self.previous_ending):
            table = self._read_relaid(Continued(grid, self.previous_ending))
            self.ending = ending_of(table.grid, table.header, table.body.data)
        else:
            self.reading.skipped = "no_table"
            _guess_columns(self.reading, grid, self.matcher)
            return self.reading
        self._compare_texts()
        self._warn_of_file()
        return self.reading

    def _warn_of_file(self):
        """Note what the sheet holds that is not read as its reader may expect."""
        raw = self.raw
        if raw.uncalculated:
            message = _("有 %(count)d 个公式没有计算结果，按空白读取。请用表格软件打开并保存一次，再重新上传。")
            self._warn(reasons.UNCALCULATED, message % {"count": raw.uncalculated})
        if raw.pictures:
            row, column = raw.pictures[0]
            message = _("有 %(count)d 个单元格放的是图片（如 %(cell)s），图片不导入。需要的内容请改写成文字。")
            self._warn(reasons.PICTURE, message % {"count": len(raw.pictures), "cell": address(row + 1, column + 1)})
        rows = {record.row for record in (*self.reading.records, *self.reading.held)} if raw.hidden_rows else set()
        if hidden := sorted(row for row in rows if row - 1 in raw.hidden_rows):
            message = _("第 %(row)d 行等 %(count)d 行在表格中被隐藏或筛选掉了，也已读取。不应导入的请删除后重新上传。")
            self._warn(reasons.HIDDEN_ROWS, message % {"row": hidden[0], "count": len(hidden)})

    def _warn(self, reason, message):
        self.reading.warnings.append(Problem(reason, message))

    def _read_tables(self, header):
        """Read the tables of the sheet from top to bottom, each below its own header."""
        start, tables = 0, []
        end = len(self.grid.rows)
        while header:
            table = self._table(header, start, end, first=not tables)
            tables.append(table)
            header = find_header(self.grid, self.matcher, table.body.end) if table.body.end < end else None
            start = table.body.give_up_tail() if header else end
        self._finish(tables)
        self.ending = ending_of(self.grid, table.header, table.body.data)

    def _read_relaid(self, relaid):
        """Read a table that was converted to the normal layout, and give its rows their numbers in the sheet."""
        self.grid = relaid.grid
        self.formats = relaid.formats(self.raw.formats)
        if self.choices:
            stand = {row: relaid.where(row, 0)[0] for row in range(1, len(self.grid.rows) + 1)}
            self.choices = {row: self.choices[at] for row, at in stand.items() if at in self.choices}
        self.accepted = self.accepted.relaid(relaid)
        table = self._table(relaid.header, 0, len(self.grid.rows), first=True)
        for number in [number for number in table.body.data if relaid.without_record(number)]:
            table.body.data.remove(number)
            table.body.kinds[number] = "blank"
        self._finish([table])
        relaid.put_back(self.reading)
        return table

    def _table(self, header, start, end, *, first):
        """Return the table below ``header`` with its context; the ``first`` table gives the context of the sheet."""
        reading = self.reading
        above = above_texts(self.grid.rows, start, header.first)
        surroundings = Surroundings(above, self.sheet_name, self.file_name)
        self.note_sentences = self._notes(header.last + 1, end)
        has_village = any(match.field == place_headers.VILLAGE for match in header.matches.values())
        context = context_of(
            surroundings,
            self.places,
            within=self.within,
            year=self.year,
            default_year=self.default_year,
            ledger=self.ledger,
            needs_village=not has_village and self.ledger.place_levels[0] == "village",
        )
        if not first:
            self._inherit(context, reading.context)
        table = Table(self, self.grid, header, end, context)
        self._settle_year(table)
        reading.ignored += [Ignored(start + offset + 1, kind) for offset, kind in enumerate(kinds_above(above))]
        if first:
            title_row, _title = surroundings.title
            reading.context = context
            reading.title_row = None if title_row is None else title_row + start + 1
            reading.header_rows = tuple(range(header.first + 1, header.last + 2))
            reading.columns = table.columns
        else:
            reading.ignored += [Ignored(number + 1, "header") for number in range(header.first, header.last + 1)]
        return table

    def _inherit(self, context, above):
        """Copy to the context of a further table what only the first table states."""
        for name in ("year", "money_unit", "reporting_unit", "report_date", "period"):
            if getattr(context, name) is None:
                setattr(context, name, getattr(above, name))
        if context.sources in ((), ("scope",)):
            context.place, context.sources = above.place, above.sources

    def _notes(self, first, end):
        """Return the sentences of the notes below the table, which may explain a column (rows of one or two cells)."""
        texts = []
        for row in self.grid.rows[max(first, end - 40) : end]:
            filled = [cell for cell in row if not is_blank(cell)]
            if 0 < len(filled) <= 2 and type(filled[0]) is str:
                parts = filled[0].replace("；", "。").replace("\n", "。").split("。")
                texts += [part for part in parts if 0 < len(part) <= LONGEST_ABOVE]
        return texts

    def _settle_year(self, table):
        """Take the year from full dates in the rows if no text states it.

        Only if all dates have the same year, it also completes dates such as 6月30日.
        """
        context = table.context
        if context.year:
            return
        years = Counter()
        for field, column in table.at.items():
            is_date = self.kinds.get(field) in (Kind.DATE, Kind.DATETIME, Kind.PERIOD)
            if is_date and not self.ledger.column(field).lifelong:
                years.update(_year_of(cell) for cell in table.cells(column)[:2000])
        years.pop(None, None)
        if years:
            context.year = max(year for year, count in years.items() if count * 5 >= max(years.values()))
            context.year_from = "rows" if len(years) == 1 else "some rows"

    def _finish(self, tables):
        """Read the rows of all tables into the reading; all tables get the same fields."""
        reading = self.reading
        matched = [field for table in tables for field in table.at if field in self.kinds]
        matched_names = {name for field in matched for name in self.ledger.column(field).into or (field,)}
        matched_names |= {field for table in tables for field in (*table.starts, *table.proofs)}
        matched_names = derivable(matched_names, self.ledger)
        fields = [column.field for column in self.ledger.read_columns]
        self.fields = reading.fields = tuple(field for field in fields if field in matched_names)
        for table in tables:
            records, held = table.read()
            reading.records += records
            reading.held += held
            reading.warnings += table.warnings
            reading.accepted += table.accepted
            reading.ignored += [Ignored(number + 1, kind) for number, kind in table.body.kinds.items()]
            for column in table.columns:
                if column.dropped:
                    message = _("第 %(column)d 列“%(header)s”是身份证号，按规定不导入、不保存。")
                    message %= {"column": column.column, "header": column.header}
                    reading.warnings.append(Problem(column.dropped, message, reading.header_rows[-1], column.column))
        reading.ignored.sort()
        if not reading.records and not reading.held:
            reading.skipped = "no_rows"

    def _compare_texts(self):
        """Note the groups of rows with copied texts; the names of their villages are ignored."""
        reading = self.reading
        if self.ledger.compare not in reading.fields:
            return
        index = reading.fields.index(self.ledger.compare)
        names = [cut_committee(plain(self.places.name(record.place)))[0] for record in reading.records]
        groups = similar_groups([record.values[index] for record in reading.records], names)
        reading.similar = [tuple(reading.records[position].row for position in group) for group in groups]


def _year_of(cell):
    """Return the year that is written in a cell of a date column, None without one."""
    if hasattr(cell, "year"):
        return cell.year
    if type(cell) is float and 30_000 < cell < 60_000:
        return None
    text = tidy(str(cell))[:4]
    return int(text) if text.isdigit() and 1990 <= int(text) <= 2100 else None


def _guess_columns(reading, grid, matcher):
    """Note the columns of a guessed header, for the page where a person maps them."""
    if header := guess_header(grid, matcher):
        reading.header_rows = tuple(range(header.first + 1, header.last + 2))
        reading.columns = columns_of(header)


def unrecognised(raw):
    """Return the reading of a sheet whose ledger is not known, with the columns of a guessed header."""
    reading = SheetReading(raw.name, hidden=raw.hidden, skipped="hidden" if raw.hidden else "no_table")
    if raw.hidden or not raw.rows:
        return reading
    _guess_columns(reading, Grid(raw.rows, raw.merges), NO_WORDS)
    return reading


class _NoWords:
    """A matcher without words, for files whose ledger is not known."""

    def assign(self, paths, boxes=()):
        return {}

    def is_mapped(self, column):
        return False

    def named_by(self, parts):
        return ""

    def weight(self, matches):
        return 0


NO_WORDS = _NoWords()
