"""The records of an .xls workbook: encryption, how far its cells reach, and number formats."""

import struct

from ledgers.reading.values.number_formats import is_telling

BOF, EOF_, FILEPASS, DATEMODE, BOUNDSHEET, FORMAT, XF = 0x809, 0x0A, 0x2F, 0x22, 0x85, 0x41E, 0xE0
ROW, HIDDEN = 0x208, 0x20
NUMBER, RK, LABELSST, LABEL, FORMULA, BOOLERR, RSTRING, MULRK = 0x203, 0x27E, 0xFD, 0x204, 0x06, 0x205, 0xD6, 0xBD
CELLS = frozenset((NUMBER, RK, LABELSST, LABEL, FORMULA, BOOLERR, RSTRING))

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: "h时mm分", 36: 'yyyy"年"m"月"', 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip


def records(stream, start=0):
    """(type, offset of the content, its length) of each record from ``start`` to the end of the stream."""
    end = len(stream)
    while start + 4 <= end:
        kind, length = struct.unpack_from("<HH", stream, start)
        if start + 4 + length > end:
            return
        yield kind, start + 4, length
        start += 4 + length


BIFF8 = 0x600


def version(stream):
    """The version of a workbook stream: ``BIFF8`` since Excel 97, smaller numbers before; 0 for something else."""
    kind, length = struct.unpack_from("<HH", stream) if len(stream) >= 8 else (0, 0)
    return struct.unpack_from("<H", stream, 4)[0] if kind == BOF and length >= 2 else 0


class Globals:
    """The first part of the workbook stream."""

    def __init__(self, stream):
        self.encrypted = self.since_1904 = False
        self.sheets = []
        self.formats = dict(BUILT_IN)
        self.xfs = []
        for kind, offset, length in records(stream):
            if kind == EOF_:
                break
            self._take(kind, stream[offset : offset + length])

    def _take(self, kind, content):
        if kind == FILEPASS:
            self.encrypted = True
        elif kind == DATEMODE and len(content) >= 2:
            self.since_1904 = content[0] == 1
        elif kind == BOUNDSHEET and len(content) >= 8:
            self.sheets.append(struct.unpack_from("<I", content)[0])
        elif kind == XF and len(content) >= 4:
            self.xfs.append(struct.unpack_from("<H", content, 2)[0])
        elif kind == FORMAT and len(content) >= 5:
            self._take_format(content)

    def _take_format(self, content):
        key, length, flags = struct.unpack_from("<HHB", content)
        raw = content[5:]
        text = raw[: length * 2].decode("utf-16-le", "replace") if flags & 1 else raw[:length].decode("latin-1")
        self.formats[key] = text

    @property
    def is_telling(self):
        """Whether a number format in use may say more than the numbers do."""
        return any(is_telling(self.formats.get(key, "")) for key in set(self.xfs))

    def format_of(self, xf):
        return self.formats.get(self.xfs[xf], "") if xf < len(self.xfs) else ""


FORMULA_ERROR = 2
ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip


def error_in(kind, stream, offset, length):
    """The formula error that a cell record holds, or an empty text."""
    content = stream[offset + 6 : offset + min(length, 14)]  # after row, column and format
    if kind == BOOLERR and len(content) >= 2 and content[1]:
        return ERRORS.get(content[0], "#N/A")
    if kind == FORMULA and content[6:] == b"\xff\xff" and content[0] == FORMULA_ERROR:
        return ERRORS.get(content[2], "#N/A")
    return ""


def extent(stream, start, errors=None):
    """(rows, columns) that the filled cells of the sheet at ``start`` reach, and their number.

    ``errors``, if given, is filled with the formula errors by (row, column) from 0.
    """
    rows = columns = count = depth = 0
    for kind, offset, length in records(stream, start):
        if kind == EOF_:
            depth -= 1
            if depth <= 0:
                break
        elif kind == BOF:
            depth += 1
        elif kind in CELLS or kind == MULRK:
            row, column = struct.unpack_from("<HH", stream, offset)
            last = struct.unpack_from("<H", stream, offset + length - 2)[0] if kind == MULRK else column
            if errors is not None and (text := error_in(kind, stream, offset, length)):
                errors[row, column] = text
            rows, columns, count = max(rows, row + 1), max(columns, last + 1), count + last - column + 1
    return rows, columns, count


def formats(stream, start, book, wanted):
    """Number formats of the cells ``wanted`` ({(row, column)}, from 0) of the sheet at ``start``."""
    found = dict.fromkeys(wanted, "")
    for kind, offset, length in records(stream, start):
        if kind == EOF_:
            break
        if kind == MULRK:
            row, first = struct.unpack_from("<HH", stream, offset)
            for index in range((length - 6) // 6):
                if (row, first + index) in found:
                    xf = struct.unpack_from("<H", stream, offset + 4 + index * 6)[0]
                    found[row, first + index] = book.format_of(xf)
        elif kind in CELLS:
            row, column, xf = struct.unpack_from("<HHH", stream, offset)
            if (row, column) in found:
                found[row, column] = book.format_of(xf)
    return found


def hidden_rows(stream, start):
    """The rows (from 0) of the sheet at ``start`` that are hidden, by hand or by a filter."""
    found = set()
    for kind, offset, length in records(stream, start):
        if kind == EOF_:
            break
        if kind == ROW and length >= 16 and struct.unpack_from("<H", stream, offset + 12)[0] & HIDDEN:
            found.add(struct.unpack_from("<H", stream, offset)[0])
    return found
