"""Keep new one-time passwords until a page has shown them.

They are kept in the session of the manager who created them, and are deleted when they are read.
"""

_ONE = "slip"
_MANY = "slips"


def keep_one(session, user, password):
    session[_ONE] = [user.pk, password]


def take_one(session, user):
    """Return and delete the password kept for ``user``; None if there is none. Another user's is deleted too."""
    pk, password = session.pop(_ONE, (None, None))
    return password if pk == user.pk else None


def keep_many(session, rows):
    """Keep ``rows``, lists of strings for the result sheet."""
    session[_MANY] = rows


def count_many(session):
    return len(session.get(_MANY, []))


def take_many(session):
    """Return and delete the rows."""
    return session.pop(_MANY, [])
