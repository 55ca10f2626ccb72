"""Recognise which ledger a file holds, by its headers and titles (自动识别)."""

from django.utils.translation import gettext as _

from files.errors import FileError
from ledgers import declarations
from ledgers.reading.candidates import candidates, title_score
from ledgers.reading.columns import matcher_for
from ledgers.reading.headers import Grid, find_header
from ledgers.reading.ideas import ideas_of
from ledgers.reading.layouts.cross_table import find_unfolding
from ledgers.reading.layouts.transposed import Turned, find_sideways
from ledgers.reading.result import Problem
from ledgers.reading.text import is_blank
from organizations.names import plain

TITLE_BONUS = 2.5
MARGIN = 0.6
ENOUGH = 0.55  # of its columns must be there where no title names the ledger
ENOUGH_ALONE = 0.45  # where the table has no others
LOOKED_AT = 80
ROWS_ABOVE = 6


def recognise(book, file_name, options):
    """Return (ledger, None), or (None, Problem) when no ledger fits the visible sheets or two fit equally well."""
    return _best(_scores(book, file_name, options))


def refuse_other_tenure(ledger, book, file_name, options):
    """Raise ``FileError`` if one of another tenure fits at least twice as well as the chosen ``ledger``.

    A list of trainings or plans has names too, and would else fill a register with them. A person who has said what the
    columns mean knows better.
    """
    if any((options.mapping or {}).values()):
        return
    scores = _scores(book, file_name, options)
    recognised, _problem = _best(scores)
    if not recognised or recognised.tenure == ledger.tenure:
        return
    own = scores.get(ledger.key) or _score_of(ledger, _looked_at(_sheets(book)), file_name, options)
    if own * 2 < scores[recognised.key]:
        message = _("这个文件是“%(other)s”的表格，列与所选的“%(title)s”对不上，没有读取。请改选台账类型，或更换文件。")
        raise FileError("other_ledger", message % {"other": recognised.title, "title": ledger.title})


def _sheets(book):
    """Return the visible sheets with rows; raise ``FileError`` if all their cells are empty."""
    sheets = [sheet for sheet in book.sheets if not sheet.hidden and sheet.rows]
    if not any(not is_blank(cell) for sheet in sheets for row in sheet.rows for cell in row):
        raise nothing_inside()
    return sheets


def _scores(book, file_name, options):
    """Return {key: score} of the ledgers that fit a visible sheet; only those with words of the file are tried."""
    sheets = _sheets(book)
    scores = {}
    looked_at = _looked_at(sheets)
    for ledger in candidates(sheets, file_name):
        if score := _score_of(ledger, looked_at, file_name, options):
            scores[ledger.key] = score
    return scores


def _looked_at(sheets):
    return [(sheet, Grid(sheet.rows[:LOOKED_AT], sheet.merges)) for sheet in sheets]


def _score_of(ledger, looked_at, file_name, options):
    matcher = matcher_for(ledger, options.mapping)
    scores = (_score(sheet, grid, ledger, matcher, file_name, options) for sheet, grid in looked_at)
    return max((score for score in scores if score), default=0)


def _score(sheet, grid, ledger, matcher, file_name, options):
    """Return a score of a sheet for a ledger: matched columns, minus unmatched ones, plus a bonus for the title."""
    city = options.places.only_city(options.within)
    unfolding = find_unfolding(grid, ledger, matcher, options.places, city)
    header = unfolding.header if unfolding else find_header(grid, matcher)
    if header is None and (sideways := find_sideways(grid, matcher, options.places, city)):
        header = Turned(grid, sideways, matcher).header
    if header is None:
        return None
    texts = [file_name, sheet.name]
    for row in sheet.rows[max(0, header.first - ROWS_ABOVE) : header.first]:
        texts += [cell for cell in row if type(cell) is str]
    words = plain("".join(texts))
    bonus = TITLE_BONUS * title_score(ledger, words, ideas_of(words[:200]))
    covers = matcher.covers_something_required if bonus else matcher.covers_required
    if not (unfolding or covers(header.matches)):
        return None
    headed = [path for path in header.paths if path.parts]
    unfolded = sum(len(variant.columns) for variant in unfolding.variants) if unfolding else 0
    left_over = len(headed) - len(header.matches) - unfolded
    if not (bonus or unfolding) and _share(header, ledger) < (ENOUGH if left_over else ENOUGH_ALONE):
        return None
    return header.weight + min(unfolded, 4) - 0.3 * left_over + bonus


def _share(header, ledger):
    """Return the share of the ledger's telling columns that were matched; near words count little."""
    telling = {column.field for column in ledger.read_columns if column.telling}
    matched = sum(1 if match.sure else 0.25 for match in header.matches.values() if match.field in telling)
    return matched / len(telling)


def _best(scores):
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < 1.5:
        return None, Problem("unknown_ledger", _("没有认出这是哪一种台账，请选定台账类型，或检查表头文字是否齐全。"))
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN:
        first, second = (declarations.get(key).title for key, _score in ranked[:2])
        message = _("这个文件像“%(one)s”，也像“%(other)s”，请选定台账类型。") % {"one": first, "other": second}
        return None, Problem("unknown_ledger", message)
    return declarations.get(ranked[0][0]), None


def nothing_inside():
    return FileError("empty", _("文件里没有内容：工作表都是空的或隐藏的。请取消隐藏或填写后重新上传。"))
