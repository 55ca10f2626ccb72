"""How well the cells of a column fit a field (内容): the share that fits, and how much that tells."""

from typing import NamedTuple

from ledgers.declarations import Kind
from ledgers.reading.ideas import sort_of
from ledgers.reading.text import header_key, narrow
from ledgers.reading.values.factory import Setting, reader_for

FITS, UNFIT = 0.7, 0.4
FEW = 3  # distinct cells; fewer prove nothing
_SORT_LOOKS = {"人": "person", "单位": "office", "编号": "code"}


class Fit(NamedTuple):
    """``share``: of the distinct cells that fit, 0 to 1. ``telling``: how rare such cells are elsewhere, 0 to 1."""

    share: float
    telling: float


def fit(looks, declared):
    """Return the ``Fit`` of a column of the file (``shapes.Column``) to a declared column."""
    if looks.is_blank:
        return Fit(0.5, 0.0)
    if declared.choices:
        return Fit(_readable(looks.sample, declared), 1.0)
    return _BY_KIND[declared.kind](looks, declared)


def _readable(cells, declared):
    """Return the share of the cells that name one of the choices."""
    reader = reader_for(declared, Setting())
    return sum(_is_readable(reader, cell) for cell in cells) / (len(cells) or 1)


def _is_readable(reader, cell):
    try:
        reader.read(cell)
    except ValueError:
        return False
    return True


def _date(looks, declared):
    return Fit(looks.share("date"), 0.8)


def _moment(looks, declared):
    return Fit(looks.share("date"), 0.6 + 0.4 * looks.share("moment"))


def _mark(looks, declared):
    said = {narrow(word).lower() for word in (*declared.yes_words, *declared.no_words, *declared.open_words)}
    own = looks.share_in(said)
    return Fit(min(1.0, max(looks.share("mark"), own, _either(looks, said))), 1.0 if own > FITS else 0.8)


def _either(looks, said):
    marks = sum(text.lower() in said for text in looks.texts)
    return marks / (len(looks.texts) or 1) + looks.share("mark") * (marks < len(looks.texts))


def _money(looks, declared):
    return Fit(looks.share("money") - (0.5 if looks.share("date") > FITS else 0), 0.4)


def _percent(looks, declared):
    if signed := looks.share("percent"):
        return Fit(min(1.0, signed + looks.share("number")), 1.0)
    within = [0 <= number <= 100 for number in looks.numbers]
    return Fit(looks.share("number") if all(within) else 0.0, 0.3)


def _whole(looks, declared):
    return Fit(looks.share("whole"), 0.4)


def _number(looks, declared):
    return Fit(looks.share("number"), 0.4)


def _phone(looks, declared):
    return Fit(looks.share("phone"), 1.0)


def _code(looks, declared):
    share = max(looks.share("code"), looks.share("number"))
    return Fit(share * (1.0 if looks.distinct > 0.9 else 0.6), 0.7)


def _name(looks, declared):
    return Fit(looks.share("person"), 0.8)


def _text(looks, declared):
    """Texts are known by what their label promises: a person, an office, a long text, one of a few words."""
    numeric = max(looks.share("number"), looks.share("date"), looks.share("phone"), looks.share("mark"))
    sort = sort_of(header_key(str(declared.label)))
    if look := _SORT_LOOKS.get(sort):
        share = max(looks.share(look), looks.share("document"))
        return Fit(share if share > FITS else 0.55 - 0.3 * numeric, 0.6 if share > FITS else 0.2)
    words = 1 - numeric
    if looks.share("person") > FITS or looks.share("office") > FITS:
        words *= 0.8
    if sort == "话":
        return Fit(words, 0.3 + 0.3 * looks.share("long"))
    if sort == "类别":
        return Fit(words * (0.5 if looks.share("long") > 0.5 else 1), 0.3 + (0.3 if looks.distinct < 0.4 else 0))
    return Fit(words, 0.3)


_BY_KIND = {
    Kind.TEXT: _text,
    Kind.NAME: _name,
    Kind.DATE: _date,
    Kind.DATETIME: _moment,
    Kind.PERIOD: _date,
    Kind.YES_NO: _mark,
    Kind.MONEY: _money,
    Kind.PERCENT: _percent,
    Kind.COUNT: _whole,
    Kind.DECIMAL: _number,
    Kind.PHONE: _phone,
    Kind.CODE: _code,
    Kind.CHOICE: _text,
}
