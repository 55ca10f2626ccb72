"""Find the figures that a phrase demands: 至少1次, 3至5天, 1—2名, 百分之八十以上, 15分钟服务圈, “四个一”."""

import re
from dataclasses import replace
from itertools import islice

from .demands import MODAL
from .numerals import NUMERAL, parse
from .outline import Quantity, Quote
from .sentences import clauses

_UNITS = [
    "个百分点",
    "百分点",
    "平方米",
    "平方公里",
    "公里",
    "个工作日",
    "工作日",
    "个小时",
    "小时",
    "个学时",
    "学时",
    "个课时",
    "课时",
    "分钟",
    "个月",
    "人次",
    "场次",
    "万元",
    "亿元",
    "元",
    "人",
    "名",
    "位",
    "次",
    "天",
    "日",
    "周",
    "年",
    "遍",
    "轮",
    "场",
    "期",
    "批",
    "堂",
    "篇",
    "项",
    "件",
    "条",
    "户",
    "家",
    "所",
    "处",
    "个",
    "支",
    "份",
    "亩",
    "辆",
    "台",
    "套",
    "种",
    "类",
    "本",
    "部",
    "张",
    "周岁",
    "岁",
    "倍",
    "%",
    "‰",
    "㎡",
    "平米",
    "吨",
    "米",
    "座",
    "对",
    "组",
    "村",
    "校",
    "班",
    "字",
    "块",
    "间",
    "栋",
    "幢",
    "层",
    "门",
    "节",
    "讲",
    "课",
    "册",
    "枚",
    "片",
    "封",
    "宗",
    "笔",
    "公斤",
    "公顷",
    "千米",
    "学分",
    "人天",
    "枝",
    "株",
    "棵",
    "盏",
    "艘",
    "页",
]
_MOST_FIGURES = 50
"""In one clause; a longer list of figures is a table, not a demand."""
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_TIME_UNITS = ("工作日", "天", "日", "周", "个月", "年")
_SERVED = re.compile(
    r"(?:内|以内|之内)?(?:予以|给予|完成|给出|作出|做出)?[^，。；]{0,4}?(?:答复|办结|反馈|回复|办理|处置|响应|处理|签收|受理)"
)
_BEFORE = (
    r"至少|最少|(?:原则上)?不得?(?:少于|低于)|不得?(?:小于|短于)|不得?(?:超过|多于|高于|大于)|控制在|最多|至多|超过|突破"
    r"|达到|达(?=[\d百])|约|低于|少于|高于|多于"
)
_AFTER = r"以上|以下|以内|之内|左右|内|及以上|上下"
_RATE = (
    rf"百分之(?P<rate>{NUMERAL})|(?P<parts>[二三四五六七八九十])分之(?P<share>[一二两三四五六七八九])"
    r"|(?P<tenths>[一二三四五六七八九])成(?=以上|左右|[，、。；]|$)"
)
_FIGURE = re.compile(
    rf"(?:(?P<before>{_BEFORE})(?:[^，。；\d一二两三四五六七八九十百千、“”＿]{{0,16}}?))?"
    rf"(?:{_RATE}|(?P<low>{NUMERAL})(?:(?P<low_unit>{_UNIT}|万)?(?:至|到|—|–|-|~|～)(?P<high>{NUMERAL}))?"
    rf"(?P<scale>[万亿](?!元))?(?P<more>[多余])?(?P<unit>{_UNIT}))(?P<after>{_AFTER})?"
)
_MIN_WORDS = ("少于", "低于", "至少", "最少", "达到", "达", "超过", "高于", "多于", "小于", "短于", "突破", "以上")
_MAX_WORDS = (
    "不得超过",
    "不超过",
    "不多于",
    "不得多于",
    "不高于",
    "不得高于",
    "不大于",
    "不得大于",
    "控制在",
    "最多",
    "至多",
    "以内",
    "之内",
    "内",
    "以下",
)
_PER = re.compile(
    r"(?:每(?:人|年度?|月|季度?|半年|周|次|日|天|村|户|处|所|班|县区?|乡镇|社区|\d{1,6}(?:[至—\-]\d{1,6})?[户人名]"
    r"|[个名位支所家](?:村|社区|乡镇|街道|县(?:[（(][市、区]{1,4}[）)]|区)?|党员|党?支部|党组织|网格|班子成员|第一书记|单位|部门|季度|月)"
    r"(?!班子|干部|党委|党组织|领导|书记)"
    r"|[个名位支所家万](?:(?!每)[\u4e00-\u9fff]){1,12}?(?=[每至最不要应须参开举召集达储培配保安由结，\d]|(?<!党)组织|联系|负责|征求|查摆|拥有|学习|原则|确定|＿)))+"
)
_DATES = re.compile(
    r"20\d\d(?:年度?|(?=\s*[—\-–至]\s*20\d\d年))|20\d\d[.\-/]\d{1,2}(?:[.\-/]\d{1,2})?|\d{1,2}月(?:\d{1,2}[日号])?|\d{1,2}[日号](?=前|之前|起|至)|(?<=月)\d{1,2}日"
    r"|第\s*(?:\d+|[一二三四五六七八九十百X]+)(?:[个次批届名条项季]\w?|季度)?|〔\d{4}〕\d+号|十[八九]大|二十大"
)
_ARTICLE_UNITS = "个支批套种项条类张件份部处家所位名本日年天月户座块对组村校班人字"
_NAMES_AFTER = ("规划", "行动", "计划", "来", "以来", "党龄", "任期", "一届")
_COVERAGE = re.compile(
    r"应([^，。、应]{1,2})尽\1(?:、应([^，。、应]{1,2})尽\2)*|全覆盖|([村户人家组校])\3到|全员参[加与训]"
    r"|全部(?:得到)?(?:解决|整改|销号|完成|到位|化解)|到每一?[个名户位](?:人头|[村户人])"
)
_ONE_IS = re.compile("[一二三四五六七八九十]是")
_LOOKED_BACK = 12
"""Characters before a number that decide whether it is a demanded figure."""
_NAMED_SET = re.compile(r"“([二两三四五六七八九十])个一”(?P<what>[\u4e00-\u9fff]{2,6})?")
_LEVELS = re.compile(r"([二三四五六])级联动")
_ONE_NET = re.compile(r"(?:整合|合并|并)[成为][^，。“]{0,6}“一(?P<unit>[张个])(?P<what>[\u4e00-\u9fff])”")
_REGULATIONS = re.compile(r"(?:(?:(?![和及])[\u4e00-\u9fff]){2,24}(?:、|和|及)){2,20}[\u4e00-\u9fff]{2,16}条例(?=等)")
_ACTS = re.compile(
    r"^(?:以|将|把|对(?!象)|等|的|地|得|标准|比例|幅度|规模|全覆盖|落实|[列纳]入(?:财政|年度)*预算|给予|予以|参加|开展|集中|召开|举办|组织|储备|培养|选派|建立|新增|完成|实现|进行|要|并|和|及|与|用于|为)+"
)
_MEASURED = {"天": "时间", "小时": "时间", "学时": "学时", "元": "经费", "万元": "经费", "平方米": "面积", "%": "比例"}
"""What a figure measures if only its unit says so."""
_TIMES = re.compile(
    "^.*?(?:[底日月年末节庆][之以]?前|年内|[今明]年(?![底末内])|全年|季度末|第?[一二三四1-4]季度(?!末)|[上下]半年|年底(?!前)|月底(?!前))"
)
_STOPS = re.compile(
    r"[，。；、：！？“”（）()《》\d+＋]|要|必须|确保|(?<!级)以上|以下|左右|(?<!先)进行|开展|作为|保持|把|将|对(?!象)|并|且|和(?!谐)|与|及"
)


def find_quantities(phrases, sentences):
    """The quantities that demanding phrases and the sentences around them set, in order of the text.

    Figures are read from the phrases alone, as the rest of a sentence may report the past; 全覆盖, “四个一”, 四级联动
    and lists of named regulations are read from the whole sentence. A quantity that is read twice counts once.
    """
    figures = [quantity for phrase in phrases for clause in clauses(phrase) for quantity in _figures(clause)]
    named = [quantity for sentence in sentences for quantity in _named(sentence)]
    return tuple(sorted(dict.fromkeys(figures + named), key=lambda quantity: quantity.quote.start))


def _figures(clause):
    """Yield the figures of one clause; in 不少于5天、40学时 the second has the bound and the noun of the first."""
    masked, previous = _masked(clause.text), None
    for match in islice((match for match in _FIGURE.finditer(masked) if _is_figure(match, masked)), _MOST_FIGURES):
        quantity = _quantity(match, clause)
        joined = previous and re.fullmatch("[、或和]|或者", masked[previous[0].end() : match.start()])
        if joined and not match["before"]:
            quantity = _bounded_like(quantity, previous[1])
        previous = (match, quantity)
        yield quantity


def _bounded_like(quantity, model):
    least, most = _bounds(quantity.min, quantity.max, model.comparator)
    return replace(quantity, min=least, max=most, comparator=model.comparator, what=model.what, per=model.per)


def _masked(text):
    """Replace dates, ordinals and quoted slogans by as many ＿, so that no figure is read from them."""
    text = _DATES.sub(lambda m: "＿" * len(m[0]), text)
    return re.sub(r"“[一两二三四五六七八九十][^”\d]{1,8}”", lambda m: "＿" * len(m[0]), text)


def _is_figure(match, text):
    if _rate(match) is not None:
        return True
    number, unit = match["low"], match["unit"]
    before = text[max(match.start("low") - _LOOKED_BACK, 0) : match.start("low")]
    if re.search(r"[近前后下等去今明每]$|(?<![年月度次])上$|连续$", before):
        return False
    if text.startswith(_NAMES_AFTER, match.end()):
        return False
    if number in ("零", "千", "百", "十") or _ONE_IS.match(text, match.start("low")):
        return False
    if _qualifies(match, text) or _is_time_limit(match, text):
        return False
    bound = match["before"] or match["after"] or match["high"]
    if number == "一" and unit in _ARTICLE_UNITS and not bound:
        return bool(re.search(r"每[^，]{0,10}$", before)) and unit not in "个人年月日天"
    return not (
        re.match(r"[一二三四五六七八九十]", number)
        and unit in "个类种部组对"
        and not bound
        and len(number) == 1
        and number != "两"
    )


def _qualifies(match, text):
    """Whether a figure only says which bodies are meant.

    10万元以上 does in 10万元以上的村达到600个, 3名以上 does in 凡有3名以上党员的单位.
    """
    if match["after"] in ("以上", "以下") and (text.startswith("的", match.end()) or "凡有" in text[: match.start()]):
        return True
    follows = match["after"] in ("以上", "以下", "及以上") and text[match.end() : match.end() + 1] not in (
        "、",
        "，",
        "",
    )
    return bool(follows and _FIGURE.search(text, match.end()))


def _is_time_limit(match, text):
    """30日内 is a deadline, not a figure, unless it is a limit of service (3个工作日内答复)."""
    unit = (match["unit"] or "").removeprefix("个")
    within = match["after"] in ("内", "以内", "之内")
    return within and unit in (*_TIME_UNITS, "月") and not _SERVED.match(text, match.end())


def _quantity(match, clause):
    low, high, unit = _values(match)
    circle = re.match("[^，。]{0,6}圈", clause.text[match.end() : match.end() + 7])
    comparator = match["before"] or match["after"] or ("以内" if circle else "")
    comparator = "左右" if match["after"] == "左右" else comparator
    least, most = _bounds(low, high, comparator)
    per = _per(match, clause)
    return Quantity(_what(match, clause.text, per), least, most, unit, comparator, per, _around(match, clause))


def _around(match, clause):
    """The clause that holds the figure, up to the next modal word in it."""
    further = MODAL.search(clause.text, match.end())
    body = clause.text[: further.start() if further else None].rstrip("，,。；;")
    return Quote(body, clause.start, clause.start + len(body))


def _values(match):
    if (rate := _rate(match)) is not None:
        return rate, rate, "%"
    scale = {"万": 10_000, "亿": 100_000_000}.get(match["scale"] or "", 1)
    low_scale = 10_000 if match["low_unit"] == "万" else scale
    low = _whole(parse(match["low"]) * low_scale)
    high = _whole(parse(match["high"]) * scale) if match["high"] else low
    unit = match["unit"]
    return low, high, unit if unit in ("个", "个月") else unit.removeprefix("个")


def _rate(match):
    """百分之五, 三分之一 and 八成 in per cent; ``None`` for other figures."""
    if match["rate"]:
        return parse(match["rate"])
    if match["share"]:
        return _whole(round(100 * parse(match["share"]) / parse(match["parts"]), 2))
    return parse(match["tenths"]) * 10 if match["tenths"] else None


def _whole(value):
    return int(value) if value == int(value) else round(value, 2)


def _bounds(low, high, comparator):
    if low != high:
        return low, high
    if comparator.endswith(_MAX_WORDS) and not comparator.endswith(("不少于", "不低于")):
        return None, high
    return (low, None) if comparator.endswith(_MIN_WORDS) else (low, high)


def _what(match, text, per):
    """What is counted: the noun after the unit, otherwise the words before the number."""
    after = text[match.end() :]
    stop = _STOPS.search(after)
    noun = _ACTS.sub("", after[: stop.start()] if stop else after).rstrip("的，。；")
    if len(noun) < 2 and after.startswith("“"):
        noun = after[1 : after.find("”")]
    if len(noun) > 1 or noun == "村":
        return noun[:16]
    return _action(match, text) or _words_before(match, text, per) or _MEASURED.get(match["unit"], "")


def _action(match, text):
    """The action between bound and number: 电话联系 in 至少电话联系1次; before 倍 these words are the base instead."""
    if not match["before"] or not match["low"] or match["unit"] == "倍":
        return ""
    return _ACTS.sub("", text[match.end("before") : match.start("low")])


def _words_before(match, text, per):
    before = text[: match.start()] if match["before"] or not match["low"] else text[: match.start("low")]
    head, _per_words, tail = before.rpartition(per) if per else ("", "", before)
    before = re.sub("(?:必须|[要应须])?(?:按照?|占)?$", "", tail if _ACTS.sub("", tail) else head)
    before = _TIMES.sub("", re.split(rf"[，。；、：“”（）]|应(?!到|急)|把|将|对(?!象)|{MODAL.pattern}", before)[-1])
    return re.sub(
        "(?:时间|期限)?[为的]$|(?:原则上|一般|提高到|提升到|提高至|提升至|增长|做到)$|(?:都|均)$|^(?:按照|按(?![期时])|使|让|[①-⑳])",
        "",
        before,
    )[-20:]


def _per(match, clause):
    """The base of the figure: 每人每年, 每个村."""
    before = clause.text[: match.start("low") if match["low"] else match.start()]
    bases = _PER.findall(before + "＿")
    return bases[-1] if bases else ""


def _named(sentence):
    """Yield figures inside names: 应纳尽纳 is 100 %, “四个一” four measures, 四级联动 four levels, “一张网” one net."""
    for match in _COVERAGE.finditer(sentence.text):
        yield Quantity(match.group(), 100, 100, "%", "全部", "", _part(sentence, match))
    for match in _NAMED_SET.finditer(sentence.text):
        yield _exactly(parse(match[1]), "项", match["what"] or "措施", sentence, match)
    for match in _LEVELS.finditer(sentence.text):
        yield _exactly(parse(match[1]), "级", "联动", sentence, match)
    for match in _ONE_NET.finditer(sentence.text):
        yield _exactly(1, match["unit"], match["what"], sentence, match)
    for match in _REGULATIONS.finditer(sentence.text):
        yield _exactly(len(re.findall("、|和|以?及", match.group())) + 1, "部", "条例", sentence, match)


def _exactly(number, unit, what, sentence, match):
    return Quantity(what, number, number, unit, "", "", _part(sentence, match))


def _part(clause, match):
    return Quote(match.group(), clause.start + match.start(), clause.start + match.end())
