"""Find the place of a row: resolve its county, township and village cells and the context to one code (定位)."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from ledgers.reading import reasons
from ledgers.reading.result import Candidate
from ledgers.reading.text import is_nothing
from ledgers.reading.values.base import shown
from organizations.names import cut_committee, cut_party, plain

_BODIES = re.compile(
    r"^(?:县|区|市|省|州|乡|镇|街道|乡镇|镇街|县级|区级|市级|乡级)?(?:直属单位|直单位|直部门|机关单位|直|属|机关|本级|级)+$"
)
_NUMBERING = re.compile(r"^\s*[（(]?\d{1,3}[)）]?\s*[.．、](?=\s*[^\d\s])")
_PROVINCE = re.compile(r"^[一-龥]{2,3}(?:省|壮族自治区|回族自治区|维吾尔自治区|自治区)(?=.{2})")
_BRACKETED = re.compile(r"^(.+)\(([^()]+)\)$")
_CITY_BODIES = re.compile(r"^市(?:直|本级|直属|级|直机关|直单位|直属机关|直机关工委|直部门)$")


SUGGESTED_AT_MOST = 1000
LOOKED_AT = 200  # characters of a place cell; names are shorter


class Placed(NamedTuple):
    """The place of a row (``code``), or the reason why it is unknown; ``level`` tells which place cell is wrong."""

    code: str = ""
    reason: str = ""
    level: str = ""
    message: str = ""
    candidates: tuple = ()
    belongs_to: str = ""
    note: str = ""


class Placer:
    """Resolve the place cells of one sheet; results are cached by cell texts."""

    def __init__(self, places, ledger, *, within=""):
        self.places = places
        self.levels = ledger.place_levels
        self.within = within
        self.city = places.only_city(within)
        self._placed = {}
        self.suggested = 0

    def place(self, county, township, village, base):
        """Return ``Placed`` for three raw cells; ``base`` is the code of the place from the context."""
        key = (county, township, village, base)
        placed = self._placed.get(key)
        if placed is None:
            placed = self._placed[key] = self._scoped(
                self._locate(_text(county), _text(township), _text(village), base)
            )
        return placed

    def place_by_name(self, county, township, name, base):
        """Return ``Placed`` for a row whose village stands in a name: 湖塘村党支部.

        A name without a village (湖塘小学党支部) leaves the row at the township or county that the row or the name
        gives. A name that ends like a village must be that of a village there.
        """
        placed = self.place(county, township, name, base)
        if placed.reason not in _NOT_THERE or cut_committee(cut_party(plain(_text(name)))).kind:
            return placed
        within = self.places.ancestor(base, "county") or self.city
        named = {code for code, _rest in self.places.prefixes(_text(name), level="township", within=within)}
        if not _text(township) and len(named) == 1:
            return self._scoped(self._fitting(named.pop(), ""))
        return self.place(county, township, "", base)

    def chosen(self, code):
        """Return ``Placed`` for a place that a person has chosen."""
        return self._scoped(self._fitting(code, "")) if code in self.places else Placed(reason=reasons.MISSING_PLACE)

    def _scoped(self, placed):
        if placed.code and not self.places.is_within(placed.code, self.within):
            name = self.places.full_name(placed.code)
            message = _("“%(name)s”不在您可以填报的范围内，请交由所属单位导入，或删除本行。") % {"name": name}
            return Placed(
                reason=reasons.OUT_OF_SCOPE,
                level=self.places.level(placed.code),
                message=message,
                belongs_to=placed.code,
            )
        return placed

    def _locate(self, county_text, township_text, village_text, base):
        if county_text and not township_text and self._names_township(county_text, base):
            county_text, township_text = "", county_text
        county = self._county(county_text, base)
        if isinstance(county, Placed):
            return county
        inherited = base if not county_text or self.places.is_within(base, county) else ""
        township = self._township(township_text, village_text, county, inherited)
        if isinstance(township, Placed):
            return township
        if village_text:
            return self._village(village_text, township, county, township_text)
        if self.places.level(inherited) == "village" and not township_text:
            return self._fitting(inherited, "")
        return self._fitting(township or county, township_text)

    def _fitting(self, code, text):
        """Place the row at ``code`` if the ledger takes records of its level, otherwise ask for a lower level."""
        if code and self.places.level(code) in self.levels:
            return Placed(code)
        level = self.levels[0]
        message = _("本行没有写明%(level)s，请补填。") % {"level": _LEVEL_NAMES[level]()}
        return Placed(reason=reasons.MISSING_REQUIRED, level=level, message=message)

    def _names_township(self, text, base):
        """Whether a cell of the county column names a township, as under the header 单位, and the ledger takes them."""
        if "township" not in self.levels or self.places.resolve(text, level="county", within=self.city).codes:
            return False
        within = self.places.ancestor(base, "county") or self.city
        return bool(self.places.resolve(text, level="township", within=within).code)

    # counties

    def _county(self, text, base):
        if not text:
            return self.places.ancestor(base, "county") or (base if self.places.level(base) == "city" else "")
        resolution = self.places.resolve(self._without_city(text), level="county", within=self.city)
        if resolution.code:
            return resolution.code
        if not resolution.codes and self.city and (_CITY_BODIES.match(plain(text)) or self._is_city(text)):
            return self.city
        return self._refused("county", text, resolution.codes, self.city)

    def _is_city(self, text):
        return self.places.resolve(text, level="city").code == self.city

    def _without_city(self, text):
        """Remove province and city from the beginning of a text: 江西省上饶市弋阳县 gives 弋阳县."""
        remaining = _PROVINCE.sub("", plain(text))
        for code, below in self.places.prefixes(remaining, level="city"):
            is_full = remaining.startswith(plain(self.places.name(code)))
            if is_full or self.places.resolve(below, level="county", within=code).codes:
                return below
        return remaining if remaining != plain(text) else text

    # townships

    def _township(self, text, village_text, county, base):
        if not text or _BODIES.match(plain(text)):
            return self.places.ancestor(base, "township") if not text else ""
        resolution = self.places.resolve(text, level="township", within=county)
        if not resolution.codes:
            resolution = self._without_county(text, county) or resolution
        if resolution.code:
            return resolution.code
        if len(resolution.codes) > 1:
            return self._by_village(resolution.codes, text, village_text)
        return self._misplaced_township(text, village_text, county)

    def _without_county(self, text, county):
        for code, remaining in self.places.prefixes(self._without_city(text), level="county", within=self.city):
            if code == county or not county or self.places.level(county) == "city":
                resolution = self.places.resolve(remaining, level="township", within=code)
                if resolution.codes:
                    return resolution
        return None

    def _by_village(self, codes, text, village_text):
        """Choose among townships of the same name the one that has the village of the row."""
        fitting = [code for code in codes if village_text and self._village_of(code, village_text)]
        return fitting[0] if len(fitting) == 1 else self._refused("township", text, codes, "")

    def _misplaced_township(self, text, village_text, county):
        elsewhere = self.places.resolve(text, level="township", within=self.city).codes if county else ()
        for code in elsewhere:
            if belongs := self._village_of(code, village_text) if village_text else code:
                return self._wrong(reasons.WRONG_COUNTY, "county", text, belongs)
        if elsewhere:
            return self._wrong(reasons.WRONG_COUNTY, "county", text, elsewhere[0])
        return self._refused("township", text, (), county)

    def _village_of(self, township, text):
        """Return the village of ``township`` that ``text`` names, with or without the township's name in front."""
        rests = [
            remaining
            for code, remaining in self.places.prefixes(text, level="township", within=township)
            if code == township
        ]
        codes = (self.places.resolve(name, level="village", within=township).code for name in (text, *rests))
        return next((code for code in codes if code), "")

    # villages

    def _village(self, text, township, county, township_text):
        within = township or county
        resolution = self.places.resolve(text, level="village", within=within)
        if resolution.code:
            return Placed(resolution.code, note=self._note(resolution, text))
        if resolution.codes:
            return self._bracketed(text, township, county) or self._refused("village", text, resolution.codes, within)
        return (
            self._own_body(text, township, county)
            or self._prefixed(text, township, county)
            or self._body_of_county(township_text, township, county)
            or self._elsewhere(text, township, county)
            or self._refused("village", text, (), within)
        )

    def _bracketed(self, text, township, county):
        """Read the township in brackets after a village name that several villages have: 江家村（新滩乡）."""
        match = not township and _BRACKETED.match(plain(text))
        code = match and self.places.resolve(match[2], level="township", within=county or self.city).code
        return self._village(match[1], code, county, "") if code else None

    def _note(self, resolution, text):
        if not resolution.via:
            return ""
        name = self.places.name(resolution.code)
        return _("“%(text)s”是原名或别名，已按现名“%(name)s”处理。") % {"text": shown(text), "name": name}

    def _own_body(self, text, township, county):
        """Place offices of the township or county (镇机关, 县直), or a repeated township name, at that unit itself."""
        name = cut_party(plain(text))
        is_county_body = _is_county_body(name)
        if is_county_body and "county" in self.levels and not township:
            return Placed(county) if county else None
        if township and "township" in self.levels:
            itself = self.places.resolve(text, level="township", within=township).code
            if itself or (_BODIES.match(name) and not is_county_body):
                return Placed(township)
        if not township and "township" in self.levels:
            resolution = self.places.resolve(text, level="township", within=county)
            if resolution.code:
                return Placed(resolution.code)
        if not township and "county" in self.levels:
            resolution = self.places.resolve(text, level="county", within=county or self.city)
            return Placed(resolution.code) if resolution.code else None
        return None

    def _prefixed(self, text, township, county):
        """Read a village cell that begins with units above it: 皂头镇毛埂村, 上饶市广信区皂头镇毛埂村."""
        if (remaining := self._without_city(text)) != text:
            return self._village(remaining, township, county, "")
        doubt = None
        for code, remaining in self.places.prefixes(text, level="township", within=self.city):
            resolution = self.places.resolve(remaining, level="village", within=code)
            if not resolution.codes:
                doubt = doubt or self._body_of(remaining, code, township, county)
            elif self._belongs(code, township, county):
                return (
                    Placed(resolution.code)
                    if resolution.code
                    else self._refused("village", text, resolution.codes, code)
                )
            elif resolution.code:
                doubt = doubt or self._wrong_parent(code, text, resolution.code, county)
        if doubt:
            return doubt
        for code, remaining in self.places.prefixes(text, level="county", within=self.city):
            is_fitting = code == county or self.places.level(county) != "county"
            if is_fitting and self.places.is_within(township or code, code):
                return self._village(remaining, township, code, "")
            if not is_fitting and (belongs := self._village(remaining, "", code, "").code):
                return self._wrong(reasons.WRONG_COUNTY, "county", text, belongs)
        return None

    def _body_of_county(self, township_text, township, county):
        """Place 县财政局 in a row with the township 县直 at the county, if the ledger takes counties."""
        is_body = township_text and not township and _is_county_body(plain(township_text))
        return Placed(county) if is_body and county and "county" in self.levels else None

    def _belongs(self, code, township, county):
        return code == township if township else self.places.is_within(code, county)

    def _body_of(self, remaining, code, township, county):
        """Place 田墩镇机关 at the township, if the ledger takes townships."""
        if self._belongs(code, township, county) and "township" in self.levels and _BODIES.match(remaining):
            return Placed(code)
        return None

    def _wrong_parent(self, code, text, belongs, county):
        if county and not self.places.is_within(code, county):
            return self._wrong(reasons.WRONG_COUNTY, "county", text, belongs)
        return self._wrong(reasons.WRONG_TOWNSHIP, "township", text, belongs)

    def _elsewhere(self, text, township, county):
        """Refuse a village that lies in another township of the county, or in another county."""
        if township and county:
            resolution = self.places.resolve(text, level="village", within=county)
            if resolution.code:
                return self._wrong(reasons.WRONG_TOWNSHIP, "township", text, resolution.code)
        elif county and self.places.level(county) == "county":
            resolution = self.places.resolve(text, level="village", within=self.city)
            if resolution.code:
                return self._wrong(reasons.WRONG_COUNTY, "county", text, resolution.code)
        return None

    # refusals

    def _wrong(self, reason, level, text, belongs):
        name = self.places.full_name(belongs)
        message = _("“%(text)s”不属于本行所在的%(level)s，组织机构中对应的是“%(name)s”，请核对后更正。") % {
            "text": shown(text),
            "level": _LEVEL_NAMES[level](),
            "name": name,
        }
        return Placed(
            reason=reason, level=level, message=message, belongs_to=belongs, candidates=(Candidate(belongs, name),)
        )

    def _near(self, text, level, within):
        """Return similar names to choose from; only for the first unknown names of a sheet, as the search is slow."""
        self.suggested += 1
        return self.places.near(text, level=level, within=within) if self.suggested <= SUGGESTED_AT_MOST else ()

    def _refused(self, level, text, codes, within):
        if len(codes) > 1:
            message = _("“%(text)s”对应 %(count)d 个%(level)s，请选定是哪一个，或补填上级单位。")
            reason = _AMBIGUOUS[level]
        else:
            codes = self._near(text, level, within)
            reason = _UNKNOWN[level]
            message = (
                _("组织机构中没有名为“%(text)s”的%(level)s，请从相近的名称中选择，或改正单位名称。")
                if codes
                else _("组织机构中没有名为“%(text)s”的%(level)s，请核对名称。")
            )
        candidates = tuple(Candidate(code, self.places.full_name(code)) for code in codes)
        message = message % {"text": shown(text), "level": _LEVEL_NAMES[level](), "count": len(codes)}
        return Placed(reason=reason, level=level, message=message, candidates=candidates)


def _is_county_body(name):
    """Whether a name means the offices of the county: 县直, 区直机关."""
    return name[:1] in "县区市" and bool(_BODIES.match(name))


def _text(cell):
    """Return the text of a place cell without numbering; marks and words such as 无 count as empty."""
    if is_nothing(cell):
        return ""
    return _NUMBERING.sub("", cell[:LOOKED_AT]) if type(cell) is str else shown(cell)


_LEVEL_NAMES = {
    "county": lambda: _("县（市、区）"),
    "township": lambda: _("乡镇（街道）"),
    "village": lambda: _("村（社区）"),
    "city": lambda: _("市"),
}
_UNKNOWN = {
    "county": reasons.UNKNOWN_COUNTY,
    "township": reasons.UNKNOWN_TOWNSHIP,
    "village": reasons.UNKNOWN_VILLAGE,
}
_NOT_THERE = {reasons.UNKNOWN_VILLAGE, reasons.WRONG_TOWNSHIP, reasons.WRONG_COUNTY}
_AMBIGUOUS = {
    "county": reasons.AMBIGUOUS_COUNTY,
    "township": reasons.AMBIGUOUS_TOWNSHIP,
    "village": reasons.AMBIGUOUS_VILLAGE,
}
