"""Short titles of tasks and areas, from the heading or else from the clause that demands something."""

import re

from .demands import MODAL
from .sentences import clauses, cut, sentences

LONGEST = 40
"""Characters; a longer title does not fit a table row."""
LONGEST_AREA = 20
"""Characters; the name of an area stands above a group of columns."""

_ADVERBS = [
    "切实",
    "认真",
    "坚决",
    "真正",
    "进一步",
    "大力",
    "积极",
    "着力",
    "扎实",
    "全面",
    "深入",
    "持续",
    "不断",
    "始终",
    "及时",
    "尽快",
    "抓紧",
    "适时",
    "严格",
    "牢固",
    "注重",
    "特别是",
    "也",
    "都",
    "还",
    "均",
    "全力的",
    "全力",
    "更好地",
    "更好",
]
_OPENING = re.compile(rf"^(?:{'|'.join(_ADVERBS)})+")
_SUBJECT_AND_MODAL = re.compile(rf"^.{{0,24}}?(?:{MODAL.pattern})+(?:{'|'.join(_ADVERBS)})*")
_DOCUMENT = re.compile("^(?:关于|在)|上?的?(?:讲话(?:提纲|要点)?|发言|(?:紧急|补充)?通知|函)$")
_WHO = re.compile("会议(?:决定|要求|明确|议定|确定|同意|强调)|由?[^，]{2,30}(?:牵头|负责|配合|参与)")
"""Clauses that say who speaks or who leads, not what is to be done."""
_BODY_AND_DAY = re.compile(r"^请?(?:各[^，。于]{1,10})?于[^，。]{2,12}?前(?=[^，。]{4})")
_BOX_AT_END = re.compile(r"[（(【][^（）()【】]*(?:单位|时限|牵头|负责|\d月)[^）)】]*[）)】]$")
_LONGEST_BOX = 200
"""Characters at the end of a heading in which a boxed note is looked for."""
_BY_DEMAND = re.compile(r"^.{0,40}的要求，")


def heading_end(text, start, end):
    """Where the heading at ``start`` ends: after the first sentence or line.

    Returns ``start`` if there is no heading: the first sentence is too long, or it is rather long and the only one.
    """
    line_end = text.find("\n", start, end)
    line_end = end if line_end < 0 else line_end
    first = re.match(r"[^，。！；：:\n]{2,18}[：:](?=[^\n]{6})|[^。！；\n]*?[。！]", text[start:line_end])
    if first is None:
        return line_end if line_end - start <= LONGEST * 2 and "；" not in text[start:line_end] else start
    if first.end() > LONGEST or (start + first.end() >= end and len(first.group()) > LONGEST / 2):
        return start
    return start + first.end()


def clean_heading(text):
    """A heading without line breaks, final punctuation or a boxed note at its end."""
    text = text.replace("\n", "").strip(" 。；")
    text = text[:-_LONGEST_BOX] + _BOX_AT_END.sub("", text[-_LONGEST_BOX:])
    text = text.lstrip("—-·•●◆■ ")
    text = re.sub("^(?:要|必须)(?=[^，。]{4})", "", text.rstrip("。，；：:.! ！"))
    return re.sub("^关于(.{2,})问题$", r"\1", text)


def short_title(text):
    """At most ``LONGEST`` characters of a heading, cut at a comma; a long one loses an opening 认真落实“…”的要求，."""
    text = clean_heading(text)
    if "，" in text and re.search(r"\d", text):
        text = next((part for part in text.split("，") if len(part) >= 6), text)
    if len(text) > LONGEST and len(rest := _BY_DEMAND.sub("", text, count=1)) >= 6:
        text = rest
    return _shortened(text)


def subject(title):
    """The subject of a document: its title without 关于 … 的通知 or 在 … 会上的讲话."""
    return _DOCUMENT.sub("", title) or title


def area_title(heading):
    """A name for an area: its heading, or the first part of it that has at most ``LONGEST_AREA`` characters."""
    text = clean_heading(heading)
    text = _BY_DEMAND.sub("", text, count=1) if len(text) > LONGEST_AREA else text
    parts = re.findall(r"[^，、；]+", text) if len(text) > LONGEST_AREA else [text]
    fitting = (part for part in parts if 4 <= len(part) <= LONGEST_AREA and part.count("“") == part.count("”"))
    return next(fitting, text[:LONGEST_AREA])


def _shortened(text):
    if len(text) <= LONGEST:
        return text
    head = text[:LONGEST]
    if head.count("（") > head.count("）"):
        return head[: head.rfind("（")]
    end = max(head.rfind(mark) for mark in "，、；")
    if end < 8 or head[:end].count("“") > head[:end].count("”"):
        return head
    return head[:end]


def title_of_demand(clause_text):
    """The demand without its subject, modal word and adverbs: 各级党委要切实减轻基层工作负担 → 减轻基层工作负担."""
    body = _BODY_AND_DAY.sub("", clean_heading(clause_text))
    stripped = _SUBJECT_AND_MODAL.sub(_kept_ban, body, count=1)
    stripped = _OPENING.sub("", stripped)
    return stripped if len(stripped) >= 4 else body


def _kept_ban(match):
    """What a title keeps of a modal word: 不得 and 严禁 stay, 要 and 必须 are removed."""
    ban = re.search("(?:不得|严禁|禁止|不能|不准|杜绝|切忌)$", match.group())
    return ban.group() if ban else ""


def title_from_phrases(phrases):
    """The title from the first clause that gives one."""
    options = _options(phrases)
    return _shortened(options[0][1]) if options else ""


def title_of_theme(phrases, weight):
    """The title from the clause with the most weight for the theme; two short clauses of similar weight are joined."""
    options = sorted(
        ((weight(clause), -index, title) for index, (clause, title) in enumerate(_options(phrases))), reverse=True
    )
    if not options:
        return ""
    best = options[:1]
    if len(options) > 1 and _go_together(options[0], options[1]):
        best = sorted(options[:2], key=lambda option: -option[1])
    return _shortened("，".join(title for *_, title in best))


def _go_together(first, second):
    return second[0] >= 0.8 * first[0] and max(len(first[2]), len(second[2])) <= 12


def _options(phrases):
    """The clauses that can give a title, each as (text, title); those that only say who acts as a last resort."""
    pairs = [(clause.text, title_of_demand(clause.text)) for phrase in phrases for clause in clauses(phrase)]
    options = [(clause, title) for clause, title in pairs if len(title) >= 4]
    return [(clause, title) for clause, title in options if not _WHO.fullmatch(title)] or options


def first_line(text, start, end):
    """The first sentence of a text without demands, as the last possibility for a title."""
    first = next(iter(sentences(text, start, end)), None) or cut(text, start, end)
    return _shortened(clean_heading(first.text)) if first else ""


_SECOND_SIGNS = {
    "管": "理",
    "治": "理",
    "建": "设",
    "培": "训",
    "服": "务",
    "组": "织",
    "队": "伍",
    "发": "展",
    "整": "顿",
}
"""Words of headings of which the source sometimes lost the second sign."""


def cut_word(title, text):
    """The word of ``text`` at whose first part the ``title`` ends, if the source seems to have lost a sign; else "".

    网格化管 in the title and 网格化管理 in the text: a person should look, the title is not changed.
    """
    whole = title[-4:] + _SECOND_SIGNS.get(title[-1:], "")
    return whole if len(whole) == 5 and whole in text else ""
