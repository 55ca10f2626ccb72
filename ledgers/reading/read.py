"""The two entry points: a whole file, and one row of a file already read."""


def read(
    data,
    filename,
    *,
    places,
    ledger="auto",
    within="",
    year=None,
    default_year=None,
    money_unit="",
    mapping=None,
    overrides=None,
    choices=None,
    limits=None,
):
    """Read ``data`` (the bytes of a ledger file) and return a ``Reading``.

    ``places``: the ``PlaceIndex`` of the tree. ``ledger``: a key, or ``auto`` to recognise it.
    ``within``: code of the unit whose subtree the reader may fill; rows of other places are held
    back as ``out_of_scope``, and where neither row nor file names a county it is the context.
    ``year`` overrules what the file says, ``default_year`` is used where it says nothing;
    ``money_unit`` (元 or 万元) is for amounts whose unit the file does not tell.
    ``mapping``: ``{"group·header": field or None}`` overrides the recognition of columns; fields
    are those of the ledger, or ``county``, ``township``, ``village``, ``seq``.
    ``overrides``: ``{(sheet, row, column): text}`` replaces cells, ``choices``: ``{(sheet, row):
    place code}`` settles places. Raises ``ReadingError`` when the file as a whole cannot be read.
    """
    raise NotImplementedError


def recheck(reading, sheet, row, *, places, cells=None, place="", **options):
    """Read one row again and return its ``Record`` or ``HeldRow``.

    ``cells``: ``{column: text}`` to replace, ``place``: a chosen code; ``options`` as for ``read``.
    Duplicates of other rows are looked for only by ``read``.
    """
    raise NotImplementedError
