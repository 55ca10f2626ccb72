"""Check a Word template that an office uploads: the file itself, and each placeholder in it.

Runs in a child process, see ``documents.filling_child``: no apps, no database.
"""

import io
import re
from difflib import get_close_matches

from defusedxml import DefusedXmlException, ElementTree
from django.utils.translation import gettext as _
from docx import Document
from docx.oxml.ns import qn
from jinja2 import TemplateSyntaxError, nodes

from documents.filling import fill
from documents.sandbox import LOOP, Sandbox
from files import sniffing
from files.errors import FileError
from files.zips import ZipLimits, open_zip, part

LIMITS = ZipLimits(entries=500, unpacked_bytes=50 * 1024**2)
TAG = re.compile(r"\{\{(?P<value>.*?)\}\}|\{%(?P<order>.*?)%\}|\{#.*?#\}", re.DOTALL)
HALF = re.compile(r"\{[{%#]|[}%#]\}")
PREFIX = re.compile(r"^(?:tr|tc|p|r)\s")  # docxtpl: the order stands for its whole row, cell, paragraph or run
QUOTES = str.maketrans("“”‘’", "\"\"''")  # Word replaces straight quotation marks while one types
DEEPEST = 4
SHOWN = 20  # signs of a paragraph that a message repeats
MOST_PROBLEMS = 20


class PlaceholderError(Exception):
    """A placeholder that cannot be filled; the text says why, in Chinese."""


def problems_of(content, placeholders):
    """Return sentences about all wrong placeholders of the Word file ``content`` (bytes); none if it can be used.

    ``placeholders`` come from ``documents.content.placeholders``. Raises ``FileError`` when the file is no
    Word file, or contains what no template needs: macros, embedded objects, links to other files.
    """
    check_file(content)
    try:
        document = Document(io.BytesIO(content))
    except (KeyError, ValueError, SyntaxError) as error:
        raise FileError("damaged", _("文件不完整或已损坏。请用 Word 或 WPS 打开检查，另存后重新上传。")) from error
    problems = [problem for root in _parts(document) for problem in _Reader(placeholders).problems_of(root)]
    if not problems:
        fill(content, sample_of(placeholders))
    return problems[:MOST_PROBLEMS]


def check_file(content):
    """Raise ``FileError`` unless ``content`` is a Word file without macros, objects and links to other files."""
    if sniffing.kind_of(content) != "docx":
        raise FileError("type", _("这不是 .docx 文件。请在 Word 或 WPS 中另存为“Word 文档（.docx）”后上传。"))
    archive = open_zip(content, LIMITS)
    names = [name.lower() for name in archive.namelist()]
    if sniffing.has_macros(content) or any("/embeddings/" in name or "activex" in name for name in names):
        raise FileError("unsafe", _("文件里有宏、控件或嵌入的对象。请删去以后另存，再重新上传。"))
    for name in archive.namelist():
        if name.lower().endswith((".xml", ".rels")):
            _check_part(part(archive, name, LIMITS))


def _check_part(xml):
    try:
        root = ElementTree.fromstring(xml, forbid_dtd=True)
    except (DefusedXmlException, ElementTree.ParseError) as error:
        raise FileError("damaged", _("文件不完整或已损坏。请用 Word 或 WPS 打开检查，另存后重新上传。")) from error
    for element in root.iter():
        is_link = element.get("TargetMode") == "External"
        if (is_link and not element.get("Type", "").endswith("/hyperlink")) or element.tag == qn("w:altChunk"):
            raise FileError("unsafe", _("文件里链接了别的文件或网上的图片。请把它们改成插入的内容后重新上传。"))


def sample_of(placeholders):
    """Return data with the shape of ``placeholders``, to try a template with: each list has two items."""
    if isinstance(placeholders, dict):
        return {name: sample_of(inner) for name, inner in placeholders.items()}
    if isinstance(placeholders, list):
        return [sample_of(placeholders[0])] * 2
    return _("示例")


def _parts(document):
    """The roots of the body and of each header and footer, which are checked one by one."""
    roots = [document.element.body]
    for section in document.sections:
        for part_of_page in (
            *(section.header, section.first_page_header, section.even_page_header),
            *(section.footer, section.first_page_footer, section.even_page_footer),
        ):
            if not part_of_page.is_linked_to_previous:
                roots.append(part_of_page._element)
    return roots


class _Reader:
    """Reads the placeholders of one part of the file in their order; ``scopes`` are the loops and conditions around."""

    def __init__(self, placeholders):
        self.scopes = [("", placeholders)]
        self.sandbox = Sandbox()

    def problems_of(self, root):
        problems = []
        for number, paragraph in enumerate(root.iter(qn("w:p")), 1):
            text = _text_of(paragraph)
            place = _("第 %(number)s 段“%(text)s”") % {"number": number, "text": text.strip()[:SHOWN]}
            problems += [f"{place}：{problem}" for problem in self._of_paragraph(text)]
        if len(self.scopes) > 1:
            word = self.scopes[-1][0]
            problems.append(_("有一处 %(word)s 没有用 end%(word)s 结束，请补上。") % {"word": word})
        return problems

    def _of_paragraph(self, text):
        problems = []
        for tag in TAG.finditer(text):
            try:
                if tag["value"] is not None:
                    self._check_value(_inner(tag["value"]))
                elif tag["order"] is not None:
                    self._follow(_inner(tag["order"]))
            except PlaceholderError as error:
                problems.append(str(error))
        if HALF.search(TAG.sub("", text)):
            problems.append(_("占位符的括号不成对，请写成 {{ 名称 }}，并且写在同一段里。"))
        return problems

    def _check_value(self, source):
        if not source:
            raise PlaceholderError(_("占位符是空的，请写上名称或删去。"))
        node = self._parsed(f"{{{{ {source} }}}}", source).body[0].nodes[0]
        if not isinstance(self._shape(node), str):
            raise PlaceholderError(
                _("“%(source)s”是一组内容，不能直接写出来，请用 {%% for %%} 逐项写出。") % {"source": source}
            )

    def _follow(self, source):
        word = source.partition(" ")[0]
        steps = {"for": self._begin_loop, "if": self._begin_condition, "elif": self._continue, "else": self._continue}
        if word in steps:
            steps[word](source)
        elif word in {"endfor", "endif"}:
            self._end(word.removeprefix("end"))
        else:
            raise PlaceholderError(
                _("不能使用“%(word)s”。模板里只能用 if、elif、else、endif、for、endfor。") % {"word": word[:SHOWN]}
            )

    def _begin(self, word):
        """Open a scope, also before a mistake is found in it, so that its end is not reported too; return its names."""
        names = self.scopes[-1][1]
        self.scopes.append((word, names))
        if len(self.scopes) > DEEPEST + 1:
            raise PlaceholderError(_("循环和条件套得太深，最多 %(count)s 层。") % {"count": DEEPEST})
        return names

    def _begin_loop(self, source):
        scope = self._begin("for")
        loop = self._parsed(f"{{% {source} %}}{{% endfor %}}", source).body[0]
        items = self._shape(loop.iter)
        if not isinstance(items, list):
            raise PlaceholderError(
                _("“%(source)s”里没有可以逐项写出的内容，循环只能用于成组的内容。") % {"source": source}
            )
        if not isinstance(loop.target, nodes.Name):
            raise PlaceholderError(_("“%(source)s”里一次只能取一个名称。") % {"source": source})
        inner = {loop.target.name: items[0], "loop": dict.fromkeys(LOOP, "")}
        self.scopes[-1] = ("for", scope | inner)
        if loop.test:
            self._shape(loop.test)

    def _begin_condition(self, source):
        self._begin("if")
        self._shape(self._parsed(f"{{% {source} %}}{{% endif %}}", source).body[0].test)

    def _continue(self, source):
        word, _space, condition = source.partition(" ")
        if self.scopes[-1][0] not in ({"if"} if word == "elif" else {"if", "for"}):
            raise PlaceholderError(_("这里的 %(word)s 前面没有 if。") % {"word": word})
        if condition:
            self._shape(self._parsed(f"{{% if {condition} %}}{{% endif %}}", source).body[0].test)

    def _end(self, word):
        if self.scopes[-1][0] != word:
            raise PlaceholderError(_("这里的 end%(word)s 前面没有对应的 %(word)s。") % {"word": word})
        self.scopes.pop()

    def _parsed(self, template, source):
        try:
            return self.sandbox.parse(template)
        except TemplateSyntaxError as error:
            raise PlaceholderError(
                _("“%(source)s”看不懂或不允许使用。占位符里只能写名称，不能写算式、函数和其他命令。")
                % {"source": source[:SHOWN]}
            ) from error

    def _shape(self, node):
        """Return the placeholders below what ``node`` names; a label for a text. Raises ``PlaceholderError``."""
        if isinstance(node, nodes.Name):
            return _member(self.scopes[-1][1], node.name)
        if isinstance(node, nodes.Getattr):
            return _member(self._shape(node.node), node.attr)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            within = self._shape(node.node)
            is_item = isinstance(within, list) and isinstance(node.arg.value, int)
            return within[0] if is_item else _member(within, str(node.arg.value))
        for inner in node.iter_child_nodes():
            self._shape(inner)
        return ""


def _member(within, name):
    if isinstance(within, dict) and name in within:
        return within[name]
    known = [*within] if isinstance(within, dict) else []
    nearest = get_close_matches(name, known, n=1, cutoff=0.4)
    if nearest:
        raise PlaceholderError(
            _("没有“%(name)s”这个占位符，最接近的是“%(nearest)s”。") % {"name": name[:SHOWN], "nearest": nearest[0]}
        )
    choices = "、".join(known[:8]) or _("（没有）")
    raise PlaceholderError(
        _("没有“%(name)s”这个占位符，这里可以用的有：%(names)s。") % {"name": name[:SHOWN], "names": choices}
    )


def _inner(tag):
    """What stands between the braces, without the signs that only say how docxtpl removes the line."""
    return PREFIX.sub("", tag.strip("-").translate(QUOTES)).strip()


def _text_of(paragraph):
    """The text of the paragraph itself, without that of text boxes in it, which have paragraphs of their own."""
    return "".join(
        text.text or "" for text in paragraph.iter(qn("w:t")) if next(text.iterancestors(qn("w:p"))) is paragraph
    )
