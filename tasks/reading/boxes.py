"""Boxed notes: the bodies and time limits that stand after an item, in brackets or on lines of their own.

For example （责任单位：市委组织部、市财政局；完成时限：2026年6月底前）.
"""

import re
from dataclasses import dataclass

from .outline import Quote, Role

_LABELS = {
    Role.LEAD: "牵头单位 牵头部门 牵头科室 主责单位 主责部门 主办单位 承办单位",
    Role.ADDRESSED: "责任单位 责任部门 责任科室 责任主体 落实单位 实施单位",
    Role.SUPPORT: "配合单位 配合部门 配合科室 协办单位 协同单位 参与单位 责任配合单位",
}
_ROLE_OF = {label: role for role, labels in _LABELS.items() for label in labels.split()}
_TIME_LABELS = [
    "完成时限",
    "完成时间",
    "完成期限",
    "办结时限",
    "整改时限",
    "时限要求",
    "时间要求",
    "工作时限",
    "时间节点",
    "时限",
    "时间安排",
]
_OTHER_LABELS = ["责任人", "责任领导", "牵头领导", "分管领导", "联系人", "联系电话", "工作目标", "备注"]
_ALL = sorted([*_ROLE_OF, *_TIME_LABELS, *_OTHER_LABELS], key=len, reverse=True)
_LABEL = re.compile(rf"(?P<label>{'|'.join(_ALL)})(?:为|是)?[：:]\s*")
_LABEL_END = re.compile(r"[；;。\n】\]]|\s{2,}|$")
_UNLABELLED = re.compile(
    r"(?<=[（(【])(?:由)?(?P<lead>[^（）()【】，。；]{2,60}?(?:（[^（）]{1,10}）[^（），。；]{0,20})?)(?P<act>牵头(?:负责)?|按职责(?:分工)?负责|分别负责|负责)"
    r"(?:，(?P<support>[^（）()【】。；]{2,80}?)(?:按职责(?:分工)?)?(?:参与|配合|参加|负责))?(?:[，；、](?P<time>[^（）()【】]{2,24}))?(?=[）)】])"
)
_BRACKET = re.compile(r"(?<=[（(【])[^（）()【】]{2,40}(?=[）)】])")
_TIME_ONLY = re.compile(
    r"(?:20\d\d年)?\d{1,2}月(?:[^，。；]{0,12})(?:完成)?|(?:年底前|年内|长期坚持|持续推进|全年)(?:完成)?"
)


def is_note(text):
    """Whether a sentence is a boxed note, which demands nothing itself: （…） or 责任单位：…"""
    return bool(_LABEL.match(text) or re.fullmatch(r"[（(【\[].*[）)】\]][。；]?", text))


@dataclass(frozen=True)
class Boxes:
    """The bodies with their roles and the time limits in boxed notes, quoted from the text."""

    bodies: tuple[tuple[Role, Quote], ...] = ()
    times: tuple[Quote, ...] = ()


def joined(several):
    """One ``Boxes`` with all bodies and times of several."""
    several = list(several)
    return Boxes(
        tuple(body for boxes in several for body in boxes.bodies),
        tuple(time for boxes in several for time in boxes.times),
    )


def find_boxes(text, start, end):
    """The boxed notes between two offsets of the cleaned text."""
    bodies, times = [], []
    for label, value in _labelled(text, start, end):
        if label in _ROLE_OF:
            bodies.append((_ROLE_OF[label], value))
        elif label in _TIME_LABELS:
            times.append(value)
    for match in _UNLABELLED.finditer(text, start, end):
        bodies.extend(_unlabelled_bodies(match))
        times.extend(_group(match, "time"))
    times.extend(_bare_times(text, start, end))
    return Boxes(tuple(bodies), tuple(times))


def _labelled(text, start, end):
    """Yield each label with its value, up to the next label, a semicolon or full stop, a line end or the bracket."""
    labels = list(_LABEL.finditer(text, start, end))
    for index, match in enumerate(labels):
        limit = labels[index + 1].start() if index + 1 < len(labels) else end
        limit = min(limit, _LABEL_END.search(text, match.end(), limit).start())
        limit = _closing(text, match.end(), limit)
        value = text[match.end() : limit].rstrip("，,；; 　（(【")
        if value:
            yield match["label"], Quote(value, match.end(), match.end() + len(value))


def _closing(text, start, limit):
    depth = 0
    for index in range(start, limit):
        depth += (text[index] in "（(") - (text[index] in "）)")
        if depth < 0:
            return index
    return limit


def _unlabelled_bodies(match):
    role = Role.LEAD if match["act"].startswith("牵头") else Role.ADDRESSED
    yield from ((role, quote) for quote in _group(match, "lead"))
    yield from ((Role.SUPPORT, quote) for quote in _group(match, "support"))


def _group(match, name):
    return [Quote(match[name], match.start(name), match.end(name))] if match[name] else []


def _bare_times(text, start, end):
    """Yield the times that stand alone in brackets: （2026年3月—5月）."""
    for match in _BRACKET.finditer(text, start, end):
        if _TIME_ONLY.fullmatch(match.group()):
            yield Quote(match.group(), match.start(), match.end())
