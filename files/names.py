"""Make the names of uploaded files safe: a browser or an attacker may send any text as a name."""

from pathlib import PurePath

LONGEST = 200
LONGEST_ENDING = 20


def safe_name(name, *, default="file"):
    """Return the last part of the path ``name``, printable and at most 200 characters; ``default`` if it is empty."""
    name = str(name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(sign for sign in name if sign.isprintable()).strip(" .")
    if len(name) > LONGEST:
        ending = PurePath(name).suffix[:LONGEST_ENDING]
        name = name[: LONGEST - len(ending)].rstrip() + ending
    return name or default


def extension_of(name):
    """Return the extension of ``name`` in lower case without its dot; empty when there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""
