"""Grassroots Party organizations (基层党组织) with the facts that decide which meetings they owe."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import LEFT_ON, NOTE
from ledgers.declarations import Choice, Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import Between, Unusual

BRANCHES = words("党支部 联合党支部")
# The sizes of the regulation on branches (支部工作条例) and of that on rural organizations.
SIZES = (
    Unusual(
        _("党员不足 3 人的，一般与邻近单位成立联合党支部。请核对“党员数”和“党组织类型”。"),
        {"kind": ("党支部",), "members": Between(most=2)},
    ),
    Unusual(
        _("党员超过 50 人的党支部，可以改设党总支。请核对“党员数”和“党组织类型”。"),
        {"kind": BRANCHES, "members": Between(least=51)},
    ),
    Unusual(
        _("党员 7 人以上的党支部，应当选举产生 3 至 5 人的支委会。请核对“党员数”和“是否设支委会”。"),
        {"kind": BRANCHES, "members": Between(least=7), "has_committee": (False,)},
    ),
    Unusual(
        _("党员不足 7 人的党支部只设书记，不设支委会。请核对“党员数”和“是否设支委会”。"),
        {"kind": BRANCHES, "members": Between(most=6), "has_committee": (True,)},
    ),
)

register(
    Ledger(
        key="branch",
        title=_("基层党组织名册"),
        model="registers.Branch",
        natural_key=("place", "name"),
        tenure=Tenure.REGISTER,
        since="since",
        place_levels=("village", "township", "county", "city"),
        place_in="name",
        title_words=words(
            "党组织名册 党组织花名册 党组织信息 党组织基本情况 党组织基本信息 党组织台账 党组织一览 党组织设置 "
            "党组织统计 党组织登记 党组织情况 党组织明细 党组织清单 党支部名册 党支部花名册 党支部信息 党支部基本 "
            "党支部台账 党支部一览 党支部设置 党支部登记 党支部清单 支部名册 支部花名册 支部基本 支部一览"
        ),
        columns=[
            Column(
                "name",
                _("党组织名称"),
                synonyms=words("组织名称 党组织 党组织名 支部名 名称 下属党组织 下辖党组织 村党组织名称"),
                required=True,
            ),
            Column(
                "kind",
                _("党组织类型"),
                Kind.CHOICE,
                words("类型 组织形式 党组织形式 组织设置 组建形式 组织形态 党组织设置"),
                choices=(
                    Choice("党委", words("基层党委 党的委员会 党的基层委员会 党委会")),
                    Choice("党总支", words("总支 党总支部 总支部 党的总支部委员会 总支部委员会")),
                    Choice("党支部", words("支部 党的支部委员会 支部委员会 单独党支部 独立党支部 单独支部 独立支部")),
                    Choice("联合党支部", words("联合支部 联合 联合组建 党支部(联合) 支部(联合) 联合建支部")),
                ),
            ),
            Column(
                "domain",
                _("所属领域"),
                Kind.CHOICE,
                words("领域 党组织领域 领域类别 党建领域 所属行业"),
                choices=(
                    Choice("农村", words("农村党组织 村 行政村 农村领域 建制村")),
                    Choice("社区", words("城市社区 街道社区 社区党组织 城市 社区领域 城市领域 城镇社区 居委会")),
                    Choice("机关", words("党政机关 机关事业单位 机关单位 机关事业 机关党组织 机关(事业单位) 县直机关")),
                    Choice("国企", words("国有企业 国企党组织 国有 国有企业党组织 国资")),
                    Choice("学校", words("中小学 教育系统 中小学校 学校党组织 教育 高校")),
                    Choice(
                        "两新",
                        words(
                            "两新组织 新兴领域 非公企业 社会组织 非公 非公有制经济组织 新经济组织 新社会组织 "
                            "两新党组织 非公企业和社会组织 非公有制企业"
                        ),
                    ),
                ),
            ),
            Column(
                "upper",
                _("上级党组织"),
                synonyms=words(
                    "所属党委 所属党组织 上级党组织名称 直接上级党组织 主管党委 所属基层党委 隶属关系 上级组织 隶属"
                ),
            ),
            Column(
                "members",
                _("党员数"),
                Kind.COUNT,
                words("正式党员数 现有党员 党员 支部党员数 党员总人数"),
            ),
            Column(
                "has_committee",
                _("是否设支委会"),
                Kind.YES_NO,
                words(
                    "支委会 是否设立支委会 是否选举产生支委会 是否有支委会 是否设委员会 支部委员会 支委会设置 "
                    "是否设支委"
                ),
                yes_words=words("已设 已设立 设 设立 已成立 已选举"),
                no_words=words("未设 不设 未设立 仅设书记 只设书记 不设支委会 未设支委会"),
            ),
            Column(
                "groups",
                _("党小组数"),
                Kind.COUNT,
                words("党小组 下设党小组 划分党小组数"),
            ),
            Column(
                "secretary",
                _("书记姓名"),
                Kind.NAME,
                words("书记 党组织书记 负责人 现任书记"),
                personal=True,
            ),
            Column(
                "secretary_since",
                _("书记任职时间"),
                Kind.DATE,
                words("任职时间 现任书记任职时间 担任书记时间"),
                lifelong=True,
            ),
            Column(
                "since",
                _("成立时间"),
                Kind.DATE,
                words("批复时间 批准时间 党组织成立时间"),
                year_alone=True,
                lifelong=True,
            ),
            LEFT_ON,
            NOTE,
        ],
        rules=SIZES,
    )
)
