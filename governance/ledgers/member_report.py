"""In-service members who report to communities (在职党员到社区报到), as numbers of each unit and year."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import AtMost

register(
    Ledger(
        key="member_report",
        title=_("在职党员到社区报到统计表"),
        model="governance.MemberReport",
        item="3.3",
        natural_key=("place", "year", "unit"),
        tenure=Tenure.YEARLY,
        place_levels=("village", "township", "county"),
        title_words=words("在职党员 党员到社区报到 党员报到 党员双报到 党员向居住地"),
        columns=[
            Column(
                "unit",
                _("单位名称"),
                synonyms=words("单位 报到单位 党组织名称 驻区单位 所属单位"),
                required=True,
            ),
            Column(
                "member",
                _("姓名"),
                Kind.NAME,
                words("党员姓名 报到党员 在职党员姓名 报到党员姓名 名字 党员名字"),
                personal=True,
                refuses_file=True,  # domain 6.5: rank-and-file members are counted in dual reporting, never named
            ),
            Column(
                "expected",
                _("应报到人数"),
                Kind.COUNT,
                words("应报到 在职党员数"),
            ),
            Column(
                "reported",
                _("已报到人数"),
                Kind.COUNT,
                words("已报到 实报到 已报到党员数 实际报到人数 报到人数"),
                required=True,
            ),
            Column(
                "services",
                _("服务次数"),
                Kind.COUNT,
                words("开展服务次数 服务活动次数 参加服务次数 累计服务次数 参与服务次数 服务人次 志愿服务次数"),
            ),
            Column(
                "hours",
                _("服务时长"),
                Kind.DECIMAL,
                words("服务时数 累计服务时长 志愿服务时长 服务小时"),
            ),
            NOTE,
        ],
        rules=(AtMost("reported", "expected"),),
    )
)
