"""Find the addressees of a task: 各县区市, 市委组织部, 各级党委（党组）, 组织部门会同财政、农业农村部门 …"""

import re

from .bodies import BODIES, DEPARTMENTS, EACH_PARTY, GROUPS, NAME, OFFICES, OTHER_WORDS
from .boxes import Boxes
from .demands import IMPERATIVE, MODAL
from .outline import Addressee, Quote, Role

_DEPARTMENT_LIST = re.compile(
    rf"(?:{DEPARTMENTS})(?:(?:、|和|与|及|以及)(?:{DEPARTMENTS})){{0,30}}(?=(?:等)?(?:有关|相关|方方面面|各){{0,3}}(?:部门|单位|方面))"
    rf"|(?:{DEPARTMENTS})(?:(?:、|和|与|及)(?:{DEPARTMENTS})){{1,30}}(?=等?(?:都|要|应|方方面面))"
)
_MASS = re.compile(r"工(?:会)?[、，]?(?:共?青(?:团)?|团委)[、，]?妇(?:联)?(?=[，、等]|群团|组织|要)|工青妇")
_MASS_BODIES = ("工会", "共青团", "妇联")
_NOT_OBJECT = (
    r"(?<![对向把从在赴到为给])(?<!督促)(?<!指导)(?<!推动)(?<!促进)(?<!组织)(?<!带动)(?<!覆盖)(?<!层层)(?<!作为)"
)
_GROUP = re.compile(rf"{_NOT_OBJECT}(?:{GROUPS})")
_BODY = re.compile(
    rf"{_NOT_OBJECT}(?:{BODIES})(?=(?:、[\u4e00-\u9fff]{{2,10}}){{0,12}}(?:也|都|均|还|同时|，)?"
    r"(?:每[年季月半两]|至少|要|应|必须|须|负责|牵头|会同|配合|具体|统一(?!部署|要求|安排)|不得|严禁|适时|定期|将))"
)
_AND = "(?:、|和|与|及|以及)"
_ONE = rf"(?:{EACH_PARTY}|{GROUPS}|{OFFICES}|{NAME})"
_LIST = rf"(?P<list>{_ONE}(?:{_AND}{_ONE}){{0,30}})"
_JOINED = re.compile(rf"(?:会同|联合){_LIST}")
_NAMED_BY_ACT = "组织部|组织人事|宣传部|教育局|教育工|督查室|考核办|审计局|保障局|保障部|培训中心"
"""Names of units that begin with a verb."""
_LATER = "[^，。；：、“（]{0,12}?"
_BY = re.compile(rf"由{_LIST}")
_DAY = r"\d{1,2}月(?:\d{1,2}[日号]|[上中下]旬|底|初)?|年底|年内|[上下]半年|每[年月季](?:度)?|当年"
_WHEN = rf"(?:(?:20\d\d年|今年|明年)?(?:{_DAY})(?:之?前)?)?"
_OTHER_ACTS = (
    "反馈|移交|拨付|核拨|发放|下达|印发|提交|提请|抽查|调度|审定|遴选|命名|组建|上门|公示|备案|报告|汇报|领办|认领"
)
_ACTS = (
    rf"(?:{MODAL.pattern}|(?!{_NAMED_BY_ACT}){IMPERATIVE.pattern}|{_OTHER_ACTS}|不|每|于(?=[\d下次本今明年])"
    rf"|(?:20\d\d年|今年|明年)?(?:{_DAY}))"
)
_NO_SUBJECT = "会议|覆盖率|组建率|换届|活动|数量|面积|满意"
_SUBJECT = re.compile(
    rf"(?:(?<=[，。；：！？])|^){_WHEN}(?:{OTHER_WORDS}、){{0,3}}?{_LIST}(?!{_NO_SUBJECT})(?=(?:等|也|都|均|还|同时)?{_LATER}{_ACTS})"
)
_OURSELVES = re.compile(r"(?:我们|市里)(?=(?:还|也)?[要将].{0,2}(?:召开|举办|组织|开展|制定|出台|建立|进行))")
_ORDER = (Role.LEAD, Role.ADDRESSED, Role.SUPPORT)
OURSELVES = "本级"
"""The level that issues the directive, where it says 我们要召开…"""


def find_addressees(sentences, boxes=None):
    """The bodies that boxed notes and demanding sentences name, those of the notes first, each body once."""
    named = [addressee for sentence in sentences for addressee in _in_sentence(sentence)]
    boxed = [addressee for role, quote in (boxes or Boxes()).bodies for addressee in _listed(quote, role)]
    if boxed and not any(role == Role.LEAD for role, _ in boxes.bodies):
        boxed = _first_leads(boxed)
    return _once([*boxed, *named])


def _in_sentence(sentence):
    body = sentence.text
    addressees = []
    for match in _DEPARTMENT_LIST.finditer(body):
        role = _role(body, match)
        addressees.extend(_departments(match, sentence, role))
    for match in _JOINED.finditer(body):
        addressees.extend(_named(match, sentence, Role.SUPPORT))
    for match in _MASS.finditer(body):
        addressees.extend(Addressee(name, Role.SUPPORT, _place(sentence, match)) for name in _MASS_BODIES)
    for pattern in (_SUBJECT, _BY):
        for match in pattern.finditer(body):
            addressees.extend(_named(match, sentence, _role(body, match)))
    for pattern in (_GROUP, _BODY, _OURSELVES):
        for match in pattern.finditer(body):
            name = OURSELVES if pattern is _OURSELVES else match.group()
            addressees.append(Addressee(name, _role(body, match), _place(sentence, match)))
    return _outermost(sorted(addressees, key=lambda addressee: (addressee.quote.start, -addressee.quote.end)))


def _named(match, sentence, role):
    """Yield each name of a list (市委组织部、各县（市、区）委组织部); a 、 inside brackets does not part it."""
    for part in re.finditer(rf"{_ONE}(?={_AND}|$)", match["list"]):
        if IMPERATIVE.match(part.group()) and not re.match(_NAMED_BY_ACT, part.group()):
            continue
        start = sentence.start + match.start("list") + part.start()
        yield Addressee(part.group(), role, Quote(part.group(), start, start + len(part.group())))


def _departments(match, sentence, role):
    for part in re.finditer(DEPARTMENTS, match.group()):
        start = sentence.start + match.start() + part.start()
        yield Addressee(part.group() + "部门", role, Quote(part.group(), start, start + len(part.group())))


def _role(body, match):
    """X supports in 会同X and X配合, and leads in X牵头, X会同 and X负责; any other body is addressed."""
    before, after = body[max(match.start() - 4, 0) : match.start()], body[match.end() : match.end() + 14]
    if re.search(r"(?:会同|联合|商请|协同|协调)(?:有关)?$", before):
        return Role.SUPPORT
    if re.match(r"[^，。；]{0,6}(?:牵头|会同|负责)", after):
        return Role.LEAD
    if re.match(r"[^。；]{0,12}配合", after):
        return Role.SUPPORT
    return Role.ADDRESSED


def _place(sentence, match):
    return Quote(match.group(), sentence.start + match.start(), sentence.start + match.end())


def _outermost(addressees):
    """Drop a name inside a longer one: 各级党委 in 各级党委组织部.

    ``addressees`` are in order of the text; of two that start at the same place the longer comes first.
    """
    kept, outer = [], None
    for addressee in addressees:
        if outer and addressee.quote != outer and addressee.quote.end <= outer.end:
            continue
        kept.append(addressee)
        outer = addressee.quote
    return kept


def _listed(quote, role):
    """Yield the bodies of a boxed list; a comma inside brackets (各县（市、区）) does not separate them."""
    depth, begin = 0, 0
    for index, char in enumerate(quote.text + "、"):
        depth += (char in "（(") - (char in "）)")
        if depth == 0 and char in "、，,；; 和":
            name = re.sub(r"等(?:有关|相关)?(?:部门|单位)?$|^由", "", quote.text[begin:index].strip())
            if len(name) > 1:
                yield Addressee(name, role, Quote(quote.text[begin:index], quote.start + begin, quote.start + index))
            begin = index + 1


def _first_leads(boxed):
    """The first body of 责任单位 leads and the others support, as documents name the lead first."""
    first, *others = boxed
    return [
        Addressee(first.name, Role.LEAD, first.quote),
        *(Addressee(a.name, Role.SUPPORT, a.quote) for a in others),
    ]


def _once(addressees):
    """Each body once; a mention with a role of its own (lead, support) wins over a plain one."""
    by_name = {}
    for addressee in addressees:
        earlier = by_name.get(addressee.name)
        if earlier is None or (earlier.role == Role.ADDRESSED and addressee.role != Role.ADDRESSED):
            by_name[addressee.name] = addressee
    return tuple(sorted(by_name.values(), key=lambda addressee: _ORDER.index(addressee.role)))
