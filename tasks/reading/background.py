"""Know the parts of a directive that set no task: principles, reports of the past, goals without a measure."""

import re

from .demands import PAST, demand_phrases
from .sentences import sentences

_PRINCIPLE = re.compile(
    r"(?:总体要求|总体思路|总的要求|指导思想|基本原则|工作原则|主要原则|工作思路|重要意义|重大意义|附则|适用范围|编制依据|工作依据|会议议程)(?:[和及、].{2,8})?"
)
_GOAL = re.compile(r"(?:(?:工作|总体|主要|年度|具体|行动|发展|任务)?目标|目标任务)(?:[和及、].{2,8})?")
_ADMINISTRATIVE = re.compile(
    r"(?:(?:信息|材料|情况|进展|进度)?(?:报送|上报|反馈)|有关|相关|其他|几点|具体)(?:要求|事项|方式)"
)
_LOOKS_BACK = re.compile(
    r"取得的?.{0,6}(?:成绩|成效)|主要(?:做法|成效|成绩)|(?:肯定|总结).{0,8}成绩|回顾|存在的?.{0,6}(?:问题|不足|困难)|(?:认清|分析|面临的?|把握).{0,10}(?:形势|情况)"
    r"|^(?:基本情况|工作背景|现状|参[加会训]人员|(?:会议|培训|活动)?(?:时间|地点)(?:和地点|、地点|地点)?)$"
)
_BY_THEN = re.compile(r"去年|上年|前年|近年来|以来|截[至止]|目前")
_LACKING = re.compile(
    r"有的(?!放矢)|一些(?:地方|同志|党|干部|单位|部门|新任|社区)|个别|仍然?(?:存在|有|是|较|突出)|不够|不足|存在.{0,10}(?:问题|现象|差距)|短板"
)
_REPORT = re.compile(
    r"请?[^。；]{0,30}(?:于|在)[^。；]{2,14}前[^。；]{0,60}(?:报送?|反馈|上报)[^。；]{0,30}。?[^。]{0,30}。?$"
)
_MEASURE = re.compile(r"\d|百分之|年底|月底")


def is_principle(heading):
    """Whether a heading has no tasks below it: 指导思想, 基本原则, 重要意义 …"""
    return bool(_PRINCIPLE.fullmatch(heading))


def is_goal(heading):
    """Whether a heading announces what shall be reached (工作目标): a task only if it can be measured."""
    return bool(_GOAL.fullmatch(heading))


def is_administrative(heading):
    """Whether a heading names no work (报送要求, 有关事项); a task below it needs a title of its own."""
    return bool(_ADMINISTRATIVE.fullmatch(heading))


def asks_for_report(paragraph):
    """Whether a paragraph only asks for a report on the directive as a whole: 请各县于4月20日前将方案报市委组织部."""
    return bool(_REPORT.match(paragraph.strip()))


def refers_to_attachment(body):
    """Whether a part only refers to an attachment that has the tasks (具体任务见附件)."""
    return bool(re.fullmatch(r"[^\n]{0,80}见附件[^\n]{0,10}", body.strip()))


def looks_back(heading):
    """Whether a heading is about results, problems or particulars (取得的成绩, 存在的问题, 会议时间).

    Below such a heading a task needs a modal word (要, 必须), as a verb alone may report the past.
    """
    return bool(_LOOKS_BACK.search(heading))


def demands(text, start, end):
    """Whether the text demands something with a modal word; an imperative alone may also report the past."""
    return bool(demand_phrases(text, start, end, imperatives=False))


def asks(text, start, end):
    """Whether an item of a list asks for something, be it by a verb alone, and does not report."""
    return bool(demand_phrases(text, start, end)) and not only_reports(text, start, end)


def only_reports(text, start, end):
    """Whether a passage reports more sentences about the past and its faults than it demands for the future."""
    reported = demanded = 0
    for sentence in sentences(text, start, end):
        asked = demand_phrases(text, sentence.start, sentence.end, imperatives=False)
        if asked and not all(reports(phrase.text) for phrase in asked):
            demanded += 1
        elif reports(sentence.text):
            reported += 1
    return reported > demanded


def reports(sentence):
    """Whether a sentence tells what was done or what is lacking: 去年底…完成, 有的…, 取得…成效."""
    return bool(PAST.search(sentence) or _BY_THEN.search(sentence) or _LACKING.search(sentence))


def sets_measure(text, start, end):
    """Whether a passage names a figure or a day to be reached, outside the sentences that report."""
    return any(_MEASURE.search(s.text) for s in sentences(text, start, end) if not reports(s.text))
