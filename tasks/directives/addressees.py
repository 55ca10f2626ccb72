"""Who is spoken to: 各县区市, 市委组织部, 各级党委（党组）, 组织部门会同财政、农业农村部门 …"""

import re

from .boxes import Boxes
from .outline import Addressee, Quote, Role

_PLACES = (
    r"县（市、区）|县\(市、区\)|县（区、市）|县（市区）|县（区）|县市区|县区市|区县市|县区|区县|市县区?|市（州）|县|区|市州|乡镇（街道）|乡镇、街道|"
    r"乡（镇、街道）|乡（镇）|镇（街道）|镇街|乡镇街道|乡镇|街道|镇|村（社区）|村、社区|村居|村|社区|地区|地"
)
_ORGAN = (
    r"(?:党委（党组）|党组（党委）|党委|党工委|党组|委|政府|人民政府|办事处)?(?:组织部门?|宣传部|统战部|政法委|编办|党校|有关部门|书记)?"
)
_GROUPS = (
    rf"各(?:{_PLACES}){_ORGAN}(?:、?各部门(?:各单位)?)?"
    r"|各级党委（党组）(?:书记)?|各级党组织(?:书记)?|各级党委(?:（党组）)?(?:书记|组织部门?|政府)?|各级组织部门|各级各部门|各级领导干部|各级领导班子"
    r"|各基层党(?:组织|委|支部)(?:书记)?|各党(?:组织|支部|总支|委|工委)(?:书记)?|各(?:有关)?(?:部门|单位)(?:各单位|党组织|党委（党组）)?|各有关部门|各成员单位"
    r"|各(?:类)?新兴组织|各群团组织|各行业(?:系统)?党(?:委|工委)|各(?:高校|学校|国企|国有企业|企业|医院)(?:党委|党组织)?|各驻村工作队|各第一书记|各包[村保]单位"
)
_CITY_BODIES = (
    r"(?:市|县|区|省|州|县级|市级)委(?:常委会|办公室|组织部|宣传部|统战部|政法委|社会工作部|编办|巡察办|党校|直属机关工委|[\u4e00-\u9fff]{2,6}工委)?"
    r"|(?:市|县|区)纪委监委|(?:市|县|区)(?:人民)?政府(?:办公室)?|(?:市|县|区)(?:直|级)(?:各|有关)*(?:机关|部门|单位)(?:各?单位|党组织)?"
    r"|(?:市|县|区)[\u4e00-\u9fff]{2,8}?(?:局|委员会|总工会|妇联|团委|办公室|中心)|团(?:市|县|区)委"
)
_BODIES = (
    rf"党委（党组）书记|党委书记|党组织书记|乡镇党委(?:书记)?|街道党工委(?:书记)?|村党组织(?:书记)?|社区党组织(?:书记)?|党支部(?:书记)?|县级党委|县级领导干部|领导干部|党（工）委书记|党（工）委|(?:市|县|区|省|乡镇)委书记|派出单位|帮扶单位|结对单位|业务主管部门|行业主管部门"
    rf"|驻村第一书记|第一书记|驻村工作队|(?<![各级县市区乡镇村])组织部门|组织部|有关部门|相关部门|责任单位|牵头单位|成员单位|群团组织|工作专班|专班"
    rf"|(?:[\u4e00-\u9fff]{{2,6}}的)?区县(?=要)|{_CITY_BODIES}"
)
_DEPARTMENTS = (
    "人力资源社会保障|人力资源和社会保障|人社|民政|财政|农业农村|发展改革|发改|教育|卫生健康|卫健|公安|司法行政|司法|自然资源|住房城乡建设|住建|交通运输|交通"
    "|水利|文化旅游|文旅|商务|应急管理|应急|审计|市场监管|统计|医保|信访|政法|纪检监察|纪检|宣传|统战|组织|机构编制|编制|编办|网信|科技|工业和信息化|工信"
    "|生态环境|环保|乡村振兴|扶贫|国资|税务|退役军人事务|退役军人|检察院|法院|林业|金融|消防|残联|科协|工商联"
)
_DEPARTMENT_LIST = re.compile(
    rf"(?:{_DEPARTMENTS})(?:(?:、|和|与|及|以及)(?:{_DEPARTMENTS}))*(?=(?:等)?(?:有关|相关|方方面面|各)*(?:部门|单位|方面))"
    rf"|(?:{_DEPARTMENTS})(?:(?:、|和|与|及)(?:{_DEPARTMENTS}))+(?=等?(?:都|要|应|方方面面))"
)
_MASS = re.compile(r"工(?:会)?[、，]?(?:共?青(?:团)?|团委)[、，]?妇(?:联)?(?=[，、等]|群团|组织|要)|工青妇")
_MASS_BODIES = ("工会", "共青团", "妇联")
_GROUP = re.compile(rf"(?<!对)(?<!向)(?<!把)(?<!从)(?<!在)(?<!督促)(?<!指导)(?<!推动)(?<!促进)(?<!组织)(?<!带动)(?<!覆盖)(?<!层层)(?<!作为)(?:{_GROUPS})")
_BODY = re.compile(
    rf"(?<!对)(?<!向)(?<!把)(?<!督促)(?<!指导)(?<!推动)(?:{_BODIES})(?=(?:、[\u4e00-\u9fff]{{2,10}})*"
    r"(?:也|都|均|还|同时|，)?(?:每[年季月半]|至少|要|应|必须|须|负责|牵头|会同|配合|具体|统一|不得|严禁|适时|定期|将))"
)
_JOINED = re.compile(rf"(?:会同|联合)(?P<list>(?:{_CITY_BODIES})(?:、(?:{_CITY_BODIES}))*)")
_OURSELVES = re.compile(r"(?:我们|市里)(?=(?:还|也)?[要将].{0,2}(?:召开|举办|组织|开展|制定|出台|建立|进行))")
OURSELVES = "本级"
"""The level that issues the directive, where it says 我们要召开…"""


def find_addressees(sentences, boxes=None):
    """The bodies named in demanding sentences and in boxed notes, each once, in order of the text."""
    found = [addressee for sentence in sentences for addressee in _in_sentence(sentence)]
    boxed = [a for role, quote in (boxes or Boxes()).bodies for a in _listed(quote, role)]
    if boxed and not any(role == Role.LEAD for role, _ in boxes.bodies):
        boxed = _first_leads(boxed)
    return _once([*boxed, *found])


def _in_sentence(sentence):
    body = sentence.text
    found = []
    for match in _DEPARTMENT_LIST.finditer(body):
        role = _role(body, match)
        found.extend(_departments(match, sentence, role))
    for match in _JOINED.finditer(body):
        found.extend(_joined(match, sentence))
    for match in _MASS.finditer(body):
        found.extend(Addressee(name, Role.SUPPORT, _place(sentence, match)) for name in _MASS_BODIES)
    for pattern in (_GROUP, _BODY, _OURSELVES):
        for match in pattern.finditer(body):
            name = OURSELVES if pattern is _OURSELVES else match.group()
            found.append(Addressee(name, _role(body, match), _place(sentence, match)))
    return _outermost(sorted(found, key=lambda a: (a.quote.start, -a.quote.end)))


def _joined(match, sentence):
    """会同市人社局、市财政局: named offices that support."""
    for part in re.finditer("[^、]+", match["list"]):
        start = sentence.start + match.start("list") + part.start()
        yield Addressee(part.group(), Role.SUPPORT, Quote(part.group(), start, start + len(part.group())))


def _departments(match, sentence, role):
    for part in re.finditer(_DEPARTMENTS, match.group()):
        start = sentence.start + match.start() + part.start()
        yield Addressee(part.group() + "部门", role, Quote(part.group(), start, start + len(part.group())))


def _role(body, match):
    """会同X and X配合 support, X牵头 and X会同 lead, everybody else is addressed."""
    before, after = body[: match.start()], body[match.end() : match.end() + 14]
    if re.search(r"(?:会同|联合|商请|协同|协调)(?:有关)?$", before):
        return Role.SUPPORT
    if re.match(r"[^，。；]{0,6}(?:牵头|会同|负责)", after):
        return Role.LEAD
    if re.match(r"[^。；]{0,12}配合", after):
        return Role.SUPPORT
    return Role.ADDRESSED


def _place(sentence, match):
    return Quote(match.group(), sentence.start + match.start(), sentence.start + match.end())


def _outermost(found):
    """Drop a name inside a longer one: 各级党委 in 各级党委组织部."""
    kept = []
    for addressee in found:
        if not any(_contains(other.quote, addressee.quote) for other in kept):
            kept.append(addressee)
    return kept


def _contains(outer, inner):
    return outer != inner and outer.start <= inner.start and inner.end <= outer.end


def _listed(quote, role):
    """The bodies of a boxed list; a comma inside brackets (各县（市、区）) does not cut."""
    depth, begin = 0, 0
    for index, char in enumerate(quote.text + "、"):
        depth += (char in "（(") - (char in "）)")
        if depth == 0 and char in "、，,；; 和":
            name = re.sub(r"等(?:有关|相关)?(?:部门|单位)?$|^由", "", quote.text[begin:index].strip())
            if len(name) > 1:
                yield Addressee(name, role, Quote(quote.text[begin:index], quote.start + begin, quote.start + index))
            begin = index + 1


def _first_leads(boxed):
    """Of 责任单位 the first one named leads, as documents list the lead first."""
    first, *others = boxed
    return [
        Addressee(first.name, Role.LEAD, first.quote),
        *(Addressee(a.name, Role.SUPPORT, a.quote) for a in others),
    ]


def _once(found):
    seen = {}
    for addressee in found:
        known = seen.get(addressee.name)
        if known is None or (known.role == Role.ADDRESSED and addressee.role != Role.ADDRESSED):
            seen[addressee.name] = addressee
    return tuple(seen.values())
