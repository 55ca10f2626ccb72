"""Find Chinese text that does not pass through gettext: ``python -m tools.unmarked``.

These need no mark: docstrings, comments and arguments of ``re``; a stored value beside its own marked label
(``"镇", _("镇")``); a line with the comment ``# data``; and words in the files of ``WORDS``, which are compared
with what people write. A whole sentence needs a mark in those files too.
"""

import ast
import re
import sys
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHINESE = re.compile(r"[\u3400-\u9fff]")
SENTENCE = re.compile(r"[\u3400-\u9fff”）][。！？]$|%\(")
SKIPPED = (".venv/*", "var/*", "tests/*", "tools/*", "benchmarks/*", "*/migrations/*", "dashboards/demonstration/*")
WORDS = (
    "*/urls.py",  # headings of the guide
    "*/ledgers.py",  # headers and values as ledgers spell them
    "*/ledgers/*.py",
    "ledgers/common_columns.py",
    "*/indicators.py",  # words in the titles of tasks
    "*/indicators/*.py",
    "ledgers/reading/*",
    "ledgers/workbooks.py",  # templates that the reader must know again
    "ledgers/marked_workbook.py",
    "tasks/reading/*",  # words of speeches and notices
    "files/dates.py",  # days as people write them
    "files/characters.py",  # radicals and the characters that they look like
    "organizations/kinds.py",
    "organizations/names.py",  # endings of the names of units
    "organizations/places.py",
    "organizations/treefile.py",  # headers of files
    "organizations/resources.py",
    "organizations/accounts/bulk.py",
)
MARKED_IN_TEMPLATES = re.compile(
    r"{#.*?#}"
    r"|{%\s*comment\b.*?{%\s*endcomment\s*%}"
    r"|{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}"
    r"|{%\s*trans(?:late)?\s+(?:\"[^\"]*\"|'[^']*')"
    r"|\b_\((?:\"[^\"]*\"|'[^']*')\)",
    re.DOTALL,
)


class Unmarked(ast.NodeVisitor):
    """Collects ``(line, text)`` of the Chinese strings without a mark."""

    def __init__(self):
        self.marks = set()
        self.strings = []

    def visit_ImportFrom(self, node):
        if node.module == "django.utils.translation":
            self.marks |= {alias.asname or alias.name for alias in node.names}

    def visit_Call(self, node):
        if not (self.is_mark(node) or _is_re(node.func)):
            self.generic_visit(node)

    def visit_Tuple(self, node):
        labels = {_text(element.args[0]) for element in node.elts if self.is_mark(element)}
        for element in node.elts:
            if _text(element) not in labels:
                self.visit(element)

    def visit_Expr(self, node):
        if _text(node.value) is None:
            self.generic_visit(node)

    def visit_Constant(self, node):
        if CHINESE.search(_text(node) or ""):
            self.strings.append((node.lineno, node.value))

    def is_mark(self, node):
        return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in self.marks


def _text(node):
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _is_re(function):
    return isinstance(function, ast.Attribute) and getattr(function.value, "id", "") == "re"


def unmarked_in_python(source):
    visitor = Unmarked()
    visitor.visit(ast.parse(source))
    lines = source.splitlines()
    return [(line, text) for line, text in visitor.strings if "# data" not in lines[line - 1]]


def unmarked_in_template(source):
    """(line number, line) of each line with unmarked Chinese, after marked text and comments are blanked out."""
    visible = MARKED_IN_TEMPLATES.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), source)
    return [(number, line.strip()) for number, line in enumerate(visible.splitlines(), 1) if CHINESE.search(line)]


def findings(root):
    """One line per finding, ``path:line: text``."""
    for suffix, search in ((".py", unmarked_in_python), (".html", unmarked_in_template)):
        for path in sorted(root.rglob(f"*{suffix}")):
            name = path.relative_to(root).as_posix()
            if _matches(name, SKIPPED):
                continue
            for line, text in search(path.read_text()):
                if SENTENCE.search(text) or not _matches(name, WORDS):
                    yield f"{name}:{line}: {text}"


def _matches(name, patterns):
    return any(fnmatch(name, pattern) for pattern in patterns)


if __name__ == "__main__":
    lines = list(findings(ROOT))
    sys.exit("\n".join(["Chinese text outside gettext:", *lines]) if lines else 0)
