"""The language of Word templates: Jinja with names, ``for`` and ``if`` over plain data, and nothing else.

Every template passes ``parse`` of this environment, whatever part of the file it stands in. So a template that calls,
computes, assigns, includes or reaches into Python is refused before it runs. Its loops go over the data alone, and
the process that fills it has limits of time and memory.
"""

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If),
    *(nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const, nodes.Filter, nodes.Test, nodes.CondExpr),
    *(nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not),
)
DATA = (nodes.Name, nodes.Getattr, nodes.Getitem)  # what a loop may go over
FILTERS = ("default", "join", "length")
TESTS = ("defined", "undefined")
LOOP = ("index", "index0", "first", "last", "length")  # what a template may ask of a loop


class Sandbox(ImmutableSandboxedEnvironment):
    """Reads keys of dictionaries, items of lists and the counters of a loop; no other attribute exists."""

    def __init__(self):
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in TESTS}

    def _parse(self, source, name, filename):
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.Node):
            check_node(node)
        return tree

    def getattr(self, obj, attribute):
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in LOOP:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj, argument):
        if isinstance(obj, list) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        return self.getattr(obj, argument) if isinstance(argument, str) else self.undefined(obj=obj, name=argument)

    def is_safe_callable(self, obj):
        return False


def check_node(node):
    """Raise ``TemplateSyntaxError`` unless ``node`` belongs to the language."""
    if not isinstance(node, ALLOWED) or not _is_usual(node):
        raise TemplateSyntaxError(f"{type(node).__name__} is not allowed", getattr(node, "lineno", 1))


def _is_usual(node):
    """Whether a node of an allowed class is used in an allowed way."""
    if isinstance(node, nodes.For):
        return isinstance(node.iter, DATA) and not node.recursive
    if isinstance(node, nodes.Filter):
        return node.name in FILTERS
    if isinstance(node, nodes.Test):
        return node.name in TESTS
    return not (isinstance(node, nodes.Name) and node.name == "self")  # to Jinja, the template itself
