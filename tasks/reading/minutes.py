"""The paragraphs of minutes (会议纪要) that begin with what the meeting did: 会议要求，… 会议指出，…"""

import re

_DEMANDS = "原则同意|强调|要求|明确|决定|议定|确定|同意|提出|部署|商定|责成"
_REPORTS = "听取|指出|认为|通报|传达|学习|审议|讨论|研究|审看|观看|肯定|分析|回顾|总结|宣布"
_ANNOUNCES = r"[^。；\n]{0,16}[如以]下"
_OPENING = re.compile(
    rf"会议(?:还|同时|最后|并|一致|再次|特别){{0,2}}(?P<act>{_DEMANDS}|{_REPORTS})(?!{_ANNOUNCES})(?:[，,：:]\s*)?"
)


def opening(text, position):
    """The match of 会议要求，at ``position``, with ``act``; ``None`` if the text does not begin so there."""
    return _OPENING.match(text, position)


def demands(act):
    """Whether what the meeting did asks for something: 要求 and 决定 do, 指出 and 听取 only report."""
    return bool(re.fullmatch(_DEMANDS, act))
