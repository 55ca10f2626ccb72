"""Find the codes of the texts in a record by the words of the code tables (归类)."""

from ledgers.code_tables import SEPARATOR
from ledgers.models import CodeTable
from ledgers.reading.text import narrow


class Coder:
    """Find codes in one code table, by the words that are valid in the year of a record."""

    def __init__(self, table):
        self.table = table
        self.words_by_year = {}
        self.memo = {}

    def codes(self, text, year):
        """Return the codes that ``text`` stands for, joined by "、"; "" if no word fits, which means unknown."""
        if not text:
            return ""
        if (text, year) not in self.memo:
            self.memo[text, year] = self._find(narrow(text), year)
        return self.memo[text, year]

    def _find(self, text, year):
        if year not in self.words_by_year:
            codes = CodeTable.objects.of_table(self.table).in_year(year)
            self.words_by_year[year] = [(narrow(word), code.value) for code in codes for word in code.all_words]
        fitting = [(word, value) for word, value in self.words_by_year[year] if word in text]
        # 支部党员大会 also contains words of other codes, such as 大会; the longer word decides.
        longest = [
            value
            for word, value in fitting
            if not any(word != other and word in other and value != other_value for other, other_value in fitting)
        ]
        return SEPARATOR.join(dict.fromkeys(longest))


class LedgerCoding:
    """The columns of codes of one ledger."""

    def __init__(self, ledger):
        self.columns = ledger.coded_columns
        self.at = [list(ledger.fields).index(column.field) for column in self.columns]
        self.coders = {column.field: Coder(column.codes) for column in self.columns}

    def of_values(self, values, year):
        """Return the codes of a new record, whose ``values`` follow the ledger's fields."""
        return [
            self.coders[column.field].codes(values[at], year) for column, at in zip(self.columns, self.at, strict=True)
        ]

    def assign(self, record, *, changed):
        """Give ``record`` the codes of those texts that are among the ``changed`` fields; others keep their codes."""
        for column in self.columns:
            if column.field in changed:
                codes = self.coders[column.field].codes(getattr(record, column.field), record.year)
                setattr(record, column.codes_field, codes)
