"""Bring an .xlsx package that Excel opens into the form that the native reader expects (修复).

Names with backslashes, a workbook part of another name, kinds of errors that are newer than the reader, and blanks
that somebody typed far outside the table are mended in a copy; nothing that a person sees in the sheet is changed.
"""

import posixpath
import re

from defusedxml import ElementTree

from files import zips
from ledgers.reading.text import is_blank

WORKBOOK = "xl/workbook.xml"
KNOWN_ERRORS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))
_ERROR_VALUE = re.compile(rb"(<(?:\w+:)?v>)(#[^<]{1,20})(?=</(?:\w+:)?v>)")
_CELL = re.compile(  # a cell with a short content; possessive, so that no file can make it slow
    rb"<(?:\w+:)?c\b([^<>]{0,300}+)(?<!/)>((?:<(?!/?(?:\w+:)?c\b)[^<>]{1,300}+>|[^<>]{1,300}+){0,12}+)</(?:\w+:)?c>"
)
_TAG = re.compile(rb"<[^<>]*>")


def with_usual_names(data, archive, limits):
    """Return ``data``, or a copy whose parts have the names that Excel itself writes; ``archive`` is its opened zip."""
    names = {entry.filename: entry.filename.replace("\\", "/").lstrip("/") for entry in archive.infolist()}
    folder, book = posixpath.split(_workbook_part(archive, names, limits))
    for old, name in names.items():
        names[old] = _usual(name, folder, book)
    if all(old == name for old, name in names.items()) or len(set(names.values())) < len(names):
        return data
    return rewritten(archive, limits, names=names)


def _workbook_part(archive, names, limits):
    """Return the name of the workbook part, as the package says; the usual one where it says nothing."""
    old = next((old for old, name in names.items() if name.lower() == "_rels/.rels"), "")
    if not old:
        return WORKBOOK
    try:
        relations = ElementTree.fromstring(zips.part(archive, old, limits), forbid_dtd=True)
    except (ElementTree.ParseError, ValueError):
        return WORKBOOK
    for relation in relations:
        if relation.get("Type", "").endswith("/officeDocument"):
            return relation.get("Target", "").replace("\\", "/").lstrip("/") or WORKBOOK
    return WORKBOOK


def _usual(name, folder, book):
    if folder.lower() == "xl" and book.lower() == "workbook.xml":
        return WORKBOOK if name.lower() == WORKBOOK else name
    inside = name[len(folder) + 1 :] if folder and name.startswith(f"{folder}/") else name
    if folder and inside == name:
        return name
    if not folder and name.startswith(("[", "_rels/", "docProps/", "customXml/")):
        return name
    if inside == f"_rels/{book}.rels":
        return "xl/_rels/workbook.xml.rels"
    return WORKBOOK if inside == book else f"xl/{inside}"


def rewritten(archive, limits, *, names=None, parts=None):
    """Return a copy of ``archive`` with other ``names`` ({old: new}) and other contents of some ``parts``."""
    names, parts, budget = names or {}, parts or {}, zips.Budget()

    def content(name):
        return parts[name] if name in parts else b"".join(zips.chunks(archive, name, limits, budget))

    return zips.write_zip((names.get(name, name), content(name)) for name in archive.namelist())


def with_known_errors(sheet):
    """Return the XML of a sheet with #N/A for errors that the native reader does not know; the caller keeps them."""
    return _ERROR_VALUE.sub(lambda match: match[0] if match[2].decode() in KNOWN_ERRORS else match[1] + b"#N/A", sheet)


def without_blank_cells(sheet, strings):
    """Return the XML of a sheet without cells that hold only blanks; ``strings`` is the XML of the shared strings."""
    items = re.split(rb"</(?:\w+:)?si>", strings)
    blank = {number for number, item in enumerate(items) if _says_nothing(item)}

    def kept(match):
        attributes, body = match.groups()
        if b't="s"' in attributes:
            digits = _TAG.sub(b"", body).strip()
            return b"" if digits.isdigit() and int(digits) in blank else match[0]
        is_text = b't="inlineStr"' in attributes or b't="str"' in attributes
        return b"" if is_text and _says_nothing(body) else match[0]

    return _CELL.sub(kept, sheet)


def _says_nothing(xml):
    text = _TAG.sub(b"", xml)
    return len(text) < 300 and is_blank(text.decode("utf-8", "replace").replace("&#160;", "").replace("_x000D_", ""))
