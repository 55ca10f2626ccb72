"""Names of uploaded files, whatever a browser or an attacker sends."""

from pathlib import PurePath

LONGEST = 200
LONGEST_ENDING = 20


def safe_name(name, *, default="file"):
    """The last part of ``name``: printable, at most 200 characters with its ending, never a path; else ``default``."""
    name = str(name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(sign for sign in name if sign.isprintable()).strip(" .")
    if len(name) > LONGEST:
        ending = PurePath(name).suffix[:LONGEST_ENDING]
        name = name[: LONGEST - len(ending)].rstrip() + ending
    return name or default


def extension_of(name):
    """The ending of ``name`` in small letters without its dot; empty without one."""
    return name.rpartition(".")[2].lower() if "." in name else ""
