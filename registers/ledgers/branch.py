"""Grassroots Party organizations (基层党组织) with the facts that decide which meetings they owe."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import LEFT_ON, NOTE
from ledgers.declarations import Between, Choice, Column, Kind, Ledger, Tenure, Unusual, register, words

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
                synonyms=words(
                    "党支部名称 支部名称 组织名称 党组织全称 基层党组织名称 党支部全称 支部全称 党组织 基层党组织 "
                    "党支部 支部 党组织名 支部名 名称 下属党组织 下辖党组织 所辖党组织 所辖党支部 下属党支部 "
                    "村党组织名称 社区党组织名称 党支部(总支)名称 村（社区）党组织名称"
                ),
                like=(r"^(?!.*(?:上级|隶属|主管|所属|书记)).*党(?:组织|支部|总支|委).{0,6}(?:名称|全称)$",),
                required=True,
            ),
            Column(
                "kind",
                _("党组织类型"),
                Kind.CHOICE,
                words(
                    "类型 类别 党组织类别 组织类型 组织类别 支部类型 支部类别 组织形式 设置形式 党组织形式 组织设置 "
                    "党组织设置形式 组建形式 组建方式 设置类型 设置方式 组织形态 党组织设置类型 党组织设置 党组织性质"
                ),
                like=(r"(?:组织|支部|设置|组建).{0,4}(?:类型|类别|形式|方式|形态)$",),
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
                words("领域 党组织领域 领域类别 所在领域 领域分类 行业领域 党建领域 所属行业 党组织所属领域"),
                like=(r"领域",),
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
                    "隶属党组织 所属党委 上级党委 隶属党委 所属党组织 上级党组织名称 直接上级党组织 所属上级党组织 "
                    "主管党委 所属党（工）委 上级党（工）委 所属基层党委 隶属关系 上级组织 主管党组织 隶属"
                ),
                like=(r"(?:上级|隶属|主管|所属).{0,4}(?:党组织|党委|党工委|组织)", r"隶属"),
            ),
            Column(
                "members",
                _("党员数"),
                Kind.COUNT,
                words(
                    "党员人数 党员总数 现有党员 党员 在册党员 在册党员数 现有党员数 支部党员数 党员总人数 党员数量 "
                    "支部党员人数 现有党员人数 党员合计"
                ),
                like=(r"^(?:现有|支部|在册|实有|组织)?(?:正式)?党员(?:总数|总?人数|数量?)$",),
            ),
            Column(
                "has_committee",
                _("是否设支委会"),
                Kind.YES_NO,
                words(
                    "支委会 是否设立支委会 是否设支部委员会 是否成立支委会 有无支委会 是否选举产生支委会 是否有支委会 "
                    "是否设委员会 是否设立支部委员会 是否建立支委会 支部委员会 支委会设置 支委会设置情况 是否设支委"
                ),
                like=(r"(?:是否|有无).*(?:支委|支部委员会|委员会)", r"支委会.{0,4}(?:设置|设立|建立|情况)"),
                yes_words=words("已设 已设立 设 设立 已成立 已选举"),
                no_words=words("未设 不设 未设立 仅设书记 只设书记 不设支委会 未设支委会"),
            ),
            Column(
                "groups",
                _("党小组数"),
                Kind.COUNT,
                words(
                    "党小组 党小组个数 党小组数量 下设党小组 下设党小组数 划分党小组数 设党小组数 小组数 党小组总数 "
                    "划分党小组 下设党小组个数"
                ),
                like=(r"党小组(?:数|个数|数量|总数)?$",),
            ),
            Column(
                "secretary",
                _("书记姓名"),
                Kind.NAME,
                words(
                    "书记 党组织书记 支部书记 支部书记姓名 党支部书记 党组织书记姓名 党支部书记姓名 负责人 "
                    "党组织负责人 现任书记 主要负责人 现任书记姓名 党组织负责人姓名 支书"
                ),
                like=(r"^(?:现任|党|总支?|支部|组织|委)*(?:支书|书记)(?:姓名)?$",),
                personal=True,
            ),
            Column(
                "secretary_since",
                _("书记任职时间"),
                Kind.DATE,
                words(
                    "任职时间 任现职时间 书记任现职时间 任书记时间 任职年月 书记任职年月 现任书记任职时间 "
                    "担任书记时间 任职日期 书记任职日期 任现职年月 书记任现职年月"
                ),
                like=(r"任(?!副|期).{0,8}(?:职|书记|支书).{0,4}(?:时间|年月|日期)",),
                lifelong=True,
            ),
            Column(
                "since",
                _("成立时间"),
                Kind.DATE,
                words(
                    "建立时间 组建时间 成立日期 批准成立时间 建立日期 批复时间 设立时间 成立年月 组建日期 批准时间 "
                    "党组织成立时间 支部成立时间 批复成立时间 批准设立时间 建立年月 组建年月"
                ),
                like=(r"(?:成立|建立|组建|设立).{0,4}(?:时间|日期|年月|年份)$",),
                year_alone=True,
                lifelong=True,
            ),
            LEFT_ON,
            NOTE,
        ],
        rules=SIZES,
    )
)
