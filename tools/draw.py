"""Print docstrings and comments drawn at random: ``python -m tools.draw --seed 1``.

Read them as a newcomer would. Rewrite each text that needs a second reading; repeat with other seeds until none does.
"""

import argparse
import ast
import io
import random
import tokenize

from tools.unmarked import ROOT

SKIPPED = {".venv", "var", ".git", "migrations"}
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)


def paths():
    relative = (path.relative_to(ROOT) for path in ROOT.rglob("*.py"))
    return sorted(path for path in relative if not SKIPPED.intersection(path.parts))


def docstrings(tree):
    """(line, text) of every docstring."""
    for node in ast.walk(tree):
        if isinstance(node, DOCUMENTED) and (text := ast.get_docstring(node)):
            yield node.body[0].lineno, text


def comments(source):
    """(line, text) of every comment; comments on consecutive lines are one."""
    last, lines = None, []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT:
            continue
        text = token.string.lstrip("#! ")
        if lines and token.start[0] == last + 1 and token.line.lstrip().startswith("#"):
            lines[-1] = (lines[-1][0], f"{lines[-1][1]} {text}")
        else:
            lines.append((token.start[0], text))
        last = token.start[0]
    return lines


def texts():
    """(``path:line``, text) of every docstring and comment of the project."""
    for path in paths():
        source = (ROOT / path).read_text()
        for line, text in sorted([*docstrings(ast.parse(source)), *comments(source)]):
            yield f"{path}:{line}", text


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=50)
    options = parser.parse_args()
    chosen = random.Random(options.seed).sample(list(texts()), options.count)  # noqa: S311 - a draw, no secret
    for place, text in chosen:
        print(f"{place}\n    " + text.replace("\n", "\n    ") + "\n")  # noqa: T201


if __name__ == "__main__":
    main()
