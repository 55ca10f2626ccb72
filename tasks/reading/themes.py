"""Divide an area without numbered items into tasks.

1. A long part on leadership (its heading speaks of 领导, 责任, 保障 …; at least ``MANY_DEMANDS`` sentences in one or
   two paragraphs) is divided by theme: each sentence belongs to the theme whose words it uses most; a sentence without
   any continues the theme before it; a change of theme begins a task. A paragraph that opens with 另外, 此外 or 同时
   belongs to the task before it.
2. Any other part is divided by paragraph: each paragraph that demands something is a task.
3. There is always at least one task.

Example: part four of a speech asks for responsibility, then for lighter burdens, then for reminders, talks and
accountability, and adds 另外就是 … 配合. It is divided into three tasks.
"""

import re

from .demands import PAST, demand_phrases
from .sentences import cut, sentences

_WORDS = {
    "责任": "第一责任人 责任 履责 尽责 组织领导 政绩 主体责任 一级抓一级 摆上 重要议事日程",
    "减负": "减轻 负担 形式主义 官僚主义 政策棚架 文山会海 报表 台账 评比表彰 从严务实 作风",
    "考核问责": "问责 追责 约谈 提醒 通报 述职评议 考核 督查 督导 督促检查 重要依据 奖惩 追究",
    "协同": "配合 形成合力 齐抓共管 协作 联动 各司其职 协调",
    "宣传": "宣传 舆论 典型 氛围",
    "保障": "经费 资金保障 投入 人员力量 工作保障",
}
THEMES = {theme: tuple(words.split()) for theme, words in _WORDS.items()}
"""The words of each theme, the most important first."""

MANY_DEMANDS = 6
"""Demanding sentences of a long part; a single numbered item has fewer."""
_LEADERSHIP = re.compile("领导|责任|保障|作风|组织实施|工作要求|落实")
_ANNOUNCEMENT = re.compile(
    r"(?:下面|下一步|今天|借此机会|这里|最后)[^。\n]{0,24}(?:讲|谈|提|强调)[^。\n]{0,12}(?:意见|要求|问题|点|体会)[。：:]"
)
_BESIDES = re.compile(r"(?<=[。！；])(?:另外|此外)")
_CONNECTIVE = re.compile("另外|此外|还有|同时|与此同时|再就是")


def divide(text, start, end, heading=""):
    """The parts of the unnumbered area ``text[start:end]`` as (start, end, theme); theme is "" for paragraphs."""
    paragraphs = _by_paragraph(text, start, end)
    if len(paragraphs) > 2 or not _LEADERSHIP.search(heading) or not _is_long(text, start, end):
        return paragraphs
    parts = _by_theme(text, start, end)
    return parts if len({theme for *_, theme in parts}) > 1 else paragraphs


def _is_long(text, start, end):
    demanding = [s for s in sentences(text, start, end) if demand_phrases(text, s.start, s.end)]
    return len(demanding) >= MANY_DEMANDS


def divide_free(text, start, end):
    """The demanding paragraphs of a text without any numbering, as (start, end); reports of the past are left out.

    A text that is one single paragraph is divided by its demanding sentences.
    """
    start = _after_announcement(text, start, end)
    parts = [(a, b) for a, b, _theme in _by_paragraph(text, start, end) if _is_order(text, a, b)]
    if len(parts) == 1 and "\n" not in text[start:end].strip():
        demanding = [
            (s.start, s.end)
            for s in sentences(text, *parts[0])
            if demand_phrases(text, s.start, s.end, imperatives=False)
        ]
        return demanding or parts
    return parts


def _after_announcement(text, start, end):
    """The end of 下面，我讲几点意见; before it a speaker only greets and looks back."""
    announcement = _ANNOUNCEMENT.search(text, start, end)
    return announcement.end() if announcement else start


def _is_order(text, start, end):
    if demand_phrases(text, start, end, imperatives=False):
        return True
    return bool(demand_phrases(text, start, end)) and not PAST.search(text, start, end)


def theme_of(sentence):
    """The theme whose words the sentence uses most, of equals the first; ``None`` if it uses no such word."""
    counts = {theme: sum(sentence.count(word) for word in words) for theme, words in THEMES.items()}
    best = max(counts, key=counts.get)
    return best if counts[best] else None


def weight_in(theme, clause):
    """How much a clause speaks of a theme; earlier words of the theme weigh more."""
    words = THEMES.get(theme, ())
    return sum(len(words) - index for index, word in enumerate(words) if word in clause)


def _by_theme(text, start, end):
    parts, read_to, added_from = [], start, _addition(text, start)
    for sentence in sentences(text, start, end):
        if (line_end := text.rfind("\n", read_to, sentence.start)) >= 0:
            added_from = _addition(text, line_end + 1)
        read_to = sentence.end
        theme = None if parts and sentence.start >= added_from else theme_of(sentence.text)
        if not parts or (theme and parts[-1][2] and theme != parts[-1][2]):
            parts.append((sentence.start, sentence.end, theme or ""))
        else:
            parts[-1] = (parts[-1][0], sentence.end, parts[-1][2] or theme or "")
    return _demanding(text, parts)


def _addition(text, opening):
    """Where a paragraph begins to add to the task before it: at its start (另外, 同时), else at 另外 inside it."""
    if _CONNECTIVE.match(text, opening):
        return opening
    line_end = text.find("\n", opening)
    inside = _BESIDES.search(text, opening, len(text) if line_end < 0 else line_end)
    return inside.start() if inside else len(text)


def _by_paragraph(text, start, end):
    parts = []
    for line in re.finditer(r"[^\n]+", text[:end][start:]):
        quote = cut(text, start + line.start(), start + line.end())
        if parts and (_CONNECTIVE.match(quote.text) or not demand_phrases(text, quote.start, quote.end)):
            parts[-1] = (parts[-1][0], quote.end, "")
        else:
            parts.append((quote.start, quote.end, ""))
    return _demanding(text, parts)


def _demanding(text, parts):
    """The parts that demand something, as the others are introductions; the first part if none does."""
    return [part for part in parts if demand_phrases(text, part[0], part[1])] or parts[:1]
