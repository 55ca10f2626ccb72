"""Reduce the names of places in ledgers to forms that can be compared. ``organizations.places`` compares them.

``plain`` cleans a text. The other functions expect a clean name and remove prefixes, endings or brackets.
"""

import re
import unicodedata
from typing import NamedTuple

_BLANKS = re.compile(r"[\s\x00-\x1f\x7f\u00a0\u200b-\u200f\u2028-\u202f\u2060\u3000\ufeff]+")
_GB2312_LEFTOVERS = re.compile(r"[\ua1a1-\ua9fe]")
_QUOTES = str.maketrans("", "", "“”\"'‘’《》<>〈〉「」『』★☆※▲△●◆·•*＊、,，.。;；:：-—－_~～")

_COMMITTEE = {
    "社区": (
        "社区居民委员会",
        "社区居民委会",
        "社区居居委员会",
        "社区居委会",
        "社区居委",
        "居民委员会",
        "居民委会",
        "居委会",
        "社区",
    ),
    "村": ("村民委员会", "村民委会", "村委会", "村民委", "村委", "行政村"),
}
_FORMAL = {"村委会": "村民委员会", "社区居委会": "社区居民委员会", "居委会": "居民委员会"}
_INSIDE = re.compile(r"^(.+?(?:村民委员会|村委会|居民委员会|居委会))(?=.)")
_BODY = (
    r"(?:党总支部委员会|党支部委员会|总支部委员会|总支委员会|支部委员会|党组织委员会"
    r"|党总支部|党总支|党支部|党委会|党委|总支部|总支|支部|党组织|基层党组织|党工委|工委|工作委员会|委员会)$"
)
_PARTY_TAIL = re.compile(_BODY)
_NUMBER = "一二三四五六七八九十0123456789"
_OFFICE_TAIL = re.compile(r"(?:人民政府|政府|组织部|党建办|党建工作办公室|管委会|两委|两委班子|班子)$")
_PARTY_HEAD = re.compile(r"^(?:中国共产党|中共)")

_TOWNSHIP_TAILS = (
    "街道办事处",
    "街道办",
    "街办",
    "办事处",
    "街道",
    "民族乡",
    "镇",
    "乡",
)
_PEOPLES = (
    "蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|乌孜别克|俄罗斯|鄂温克|鄂伦春|达斡尔|土家|布依|哈尼|傈僳|仡佬|拉祜|仫佬|景颇|布朗|撒拉|毛南"
    "|阿昌|普米|德昂|保安|裕固|塔塔尔|独龙|赫哲|门巴|珞巴|基诺|高山|锡伯|朝鲜|东乡|纳西|回|藏|苗|彝|壮|满|侗|瑶|白|傣|黎|佤|畲|水|土|羌|怒|京|各"
)
_NATIONAL = re.compile(rf"(?:(?:{_PEOPLES})族){{1,9}}乡$")
_NATIONAL_STEM = re.compile(rf"(?<=.)(?:(?:{_PEOPLES})族){{1,9}}$")
_NATIONAL_COUNTY = re.compile(rf"(?:(?:{_PEOPLES})族){{1,9}}自治(?=[县州旗]$)")
_COUNTY_TAILS = ("县", "区", "市")
_ZONES = (
    ("经开区", re.compile(r"经济(?:技术)?开发区$")),
    ("高新区", re.compile(r"高新(?:技术)?(?:产业)?(?:开发|园)?区$")),
    ("风景区", re.compile(r"风景(?:名胜)?区$")),
)


class Reading(NamedTuple):
    """A name without its ending, and the kind (村, 社区 or "") that the ending means."""

    stem: str
    kind: str


def plain(text):
    """Return ``text`` without spaces, quotes and punctuation, in half-width forms and with round brackets.

    Characters that are wrongly decoded GB2312 bytes are decoded again.
    """
    text = _GB2312_LEFTOVERS.sub(_from_gb2312, str(text))
    text = _BLANKS.sub("", unicodedata.normalize("NFKC", text))
    return text.translate(_QUOTES).replace("[", "(").replace("]", ")").replace("【", "(").replace("】", ")")


def _from_gb2312(match):
    code = ord(match[0])
    try:
        return bytes((code >> 8, code & 0xFF)).decode("gb2312")
    except UnicodeDecodeError:
        return match[0]


def without_brackets(name):
    return re.sub(r"\([^()]*\)", "", name)


def flat(name):
    """Return ``name`` without brackets but with their content: 五三2社区 for 五三(2)社区."""
    return name.replace("(", "").replace(")", "")


def without_tail(name):
    """Return the published name of a village without the text after its committee, and without 生活区.

    高砂村委会 for 高砂村委会婺源生态工业园区, 一分场 for 一分场生活区.
    """
    if match := _INSIDE.match(name):
        return match[1]
    return re.sub(r"(?<=.)(?:虚拟)?生活区$", "", name)


def cut_committee(name):
    """Return the ``Reading`` of a village or community name: the name without its ending, and the kind.

    >>> cut_committee("双源村民委员会")
    Reading(stem='双源', kind='村')
    """
    for kind, tails in _COMMITTEE.items():
        for tail in tails:
            if name.endswith(tail) and len(name) > len(tail):
                return Reading(name[: -len(tail)], kind)
    if name.endswith("村") and len(name) > 1:
        return Reading(name[:-1], "村")
    return Reading(name, "")


def formal(name):
    """Return ``name`` with the full name of its committee: 村委会 and 村民委员会 mean the same.

    >>> formal("城北社区居委会")
    '城北社区居民委员会'
    """
    for short, full in _FORMAL.items():
        if name.endswith(short):
            return name[: -len(short)] + full
    return name


def cut_party(name):
    """Return the place in the name of a Party organization or office: 双源村 for 中共双源村支部委员会."""
    name = _PARTY_HEAD.sub("", name)
    if cut_committee(name).stem != name and (name.endswith("民委员会") or not _PARTY_TAIL.search(name)):
        return name
    name = _OFFICE_TAIL.sub("", name) or name
    if tail := _PARTY_TAIL.search(name):
        return name[: tail.start()].removesuffix("联合").rstrip(_NUMBER).removesuffix("第") or name
    return name


def cut_tail(name):
    """Like ``cut_party``, but keep a number before the ending: it may belong to the place. 东源一 for 东源一党支部."""
    return _PARTY_TAIL.sub("", _PARTY_HEAD.sub("", name))


def core(stem):
    """Return ``stem`` without a last 村: 张村委会 may mean 张村民委员会 or 张村村民委员会."""
    return stem[:-1] if stem.endswith("村") and len(stem) > 1 else stem


def township_stem(name):
    """Return a township name without its ending: 水南 for 水南街道办事处, 太源 for 太源畲族乡."""
    if match := _NATIONAL.search(name):
        return name[: match.start()] or name
    for tail in _TOWNSHIP_TAILS:
        if name.endswith(tail) and len(name) - len(tail) >= 2:
            return name[: -len(tail)]
    return name


def without_people(stem):
    """Return ``stem`` without the name of an ethnic group at its end: 长寿 for 长寿畲族."""
    return _NATIONAL_STEM.sub("", stem)


def township_kind(name):
    """Return 街道, 镇 or 乡 if the name ends so, else an empty text."""
    for kind, tails in (("街道", ("街道办事处", "街道办", "街办", "街道")), ("镇", ("镇",)), ("乡", ("乡",))):
        if name.endswith(tails):
            return kind
    return ""


def county_short(name):
    """Return the short form of a county name: 石门县 for 石门苗族自治县, 东川经开区 for 东川经济开发区."""
    name = _NATIONAL_COUNTY.sub("", name)
    for short, tail in _ZONES:
        name = tail.sub(short, name)
    return name


def county_stem(name):
    """Return a county name without its ending: 弋阳 for 弋阳县. At least two characters must remain."""
    name = county_short(name)
    if name.endswith(tuple(short for short, _tail in _ZONES)):
        return name
    for tail in _COUNTY_TAILS:
        if name.endswith(tail) and len(name) - len(tail) >= 2:
            return name[: -len(tail)]
    return name
