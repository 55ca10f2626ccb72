"""One-time passwords between the change that made them and the one page that shows them.

They wait in the session of the manager who made them and leave it when they are taken.
"""

_ONE = "slip"
_MANY = "slips"


def keep_one(session, user, password):
    session[_ONE] = [user.pk, password]


def take_one(session, user):
    """The password kept for ``user``, or None; whatever was kept is gone."""
    pk, password = session.pop(_ONE, (None, None))
    return password if pk == user.pk else None


def keep_many(session, rows):
    """``rows`` are lists of texts, ready for the result sheet."""
    session[_MANY] = rows


def count_many(session):
    return len(session.get(_MANY, []))


def take_many(session):
    """The rows kept; they are gone afterwards."""
    return session.pop(_MANY, [])
