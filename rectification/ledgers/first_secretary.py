"""First secretaries sent to villages (驻村第一书记)."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import BIRTH, GENDER, LEFT_ON, NOTE, PHONE
from ledgers.concerns import Says
from ledgers.declarations import Choice, Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import Between, Unusual

register(
    Ledger(
        key="first_secretary",
        title=_("驻村第一书记花名册"),
        model="rectification.FirstSecretary",
        item="2.2",
        natural_key=("place", "name"),
        tenure=Tenure.REGISTER,
        since="since",
        place_words={"village": words("派驻村 驻村 帮扶村 所驻村 驻点村 派驻村（社区） 驻村名称 任职村名称 选派村")},
        title_words=words("第一书记"),
        listed=("name", "sent_by", "village_type", "since", "days_in_village", "grade"),
        single_post=True,
        concerns=(
            Says(_("考核不合格"), "grade", "不合格"),  # data
        ),
        columns=[
            Column(
                "name",
                _("姓名"),
                Kind.NAME,
                words("第一书记 驻村第一书记 选派干部 人员姓名 现任第一书记"),
                required=True,
                personal=True,
            ),
            GENDER,
            BIRTH,
            Column(
                "village_type",
                _("村类型"),
                Kind.CHOICE,
                words("驻村类型 帮扶村类型 所在村类型 类型 村情类型 派驻类型 选派类型"),
                choices=(
                    Choice("贫困村", words("建档立卡贫困村 贫困 未脱贫村 重点贫困村 深度贫困村")),
                    Choice("脱贫村", words("已脱贫村 脱贫 已脱贫 出列村 已出列 脱贫摘帽村 脱贫出列村")),
                    Choice("软弱涣散村", words("软弱涣散 软弱涣散党组织村 党组织软弱涣散村 后进村 软弱涣散村党组织")),
                    Choice("其他", words("其它 其他村 一般村 非贫困村 普通村 其他类型 乡村振兴重点村 集体经济薄弱村")),
                ),
            ),
            Column(
                "sent_by",
                _("派出单位"),
                synonyms=words(
                    "选派单位 派驻单位 派出单位名称 原工作单位 工作单位 原单位 所在单位及职务 派出部门 派员单位 "
                    "下派单位 帮扶单位"
                ),
            ),
            Column(
                "sent_by_level",
                _("派出单位层级"),
                Kind.CHOICE,
                words("派出单位级别 选派单位层级 层级 选派单位级别 派出单位类别"),
                choices=(
                    Choice("中央", words("中央单位 国家级 中直 中央级 中央和国家机关 部委")),
                    Choice("省", words("省级 省直 省派 省直单位 自治区 自治区级 省级单位 省属")),
                    Choice("市", words("市级 市直 市派 市直单位 设区市 市级单位 地市级")),
                    Choice("县", words("县级 县直 县派 县直单位 区级 区直 县区级 县（市、区） 区 县市区 县级单位")),
                    Choice("乡", words("乡级 乡镇 乡镇级 镇 街道 乡镇（街道） 镇级 乡派")),
                ),
            ),
            Column(
                "post",
                _("职务职级"),
                synonyms=words(
                    "原职务 原单位职务 行政职务 现任职务 职务及职级 单位职务 原任职务 职务级别 派出单位职务 职称职务"
                ),
            ),
            Column(
                "since",
                _("任职时间"),
                Kind.DATE,
                words("任第一书记时间 驻村时间 派驻时间 到村时间 起始时间"),
                lifelong=True,
            ),
            Column(
                "rotated",
                _("是否轮换"),
                Kind.YES_NO,
                words("轮换 是否今年轮换 是否轮换人员 是否新轮换"),
            ),
            Column(
                "days_in_village",
                _("每月在村天数"),
                Kind.DECIMAL,
                words("在村天数 驻村天数 当月在村天数 在岗天数 平均每月在村天数"),
            ),
            Column(
                "grade",
                _("考核等次"),
                Kind.CHOICE,
                words("考核结果 年度考核 考核 上年度考核等次 期满考核"),
                choices=(
                    Choice("优秀", words("优 优秀等次 优秀等级")),
                    Choice("合格", words("称职 良好 较好 合格等次 好")),
                    Choice("基本合格", words("基本称职 一般 基本合格等次")),
                    Choice("不合格", words("不称职 差 较差 不合格等次")),
                ),
            ),
            replace(
                PHONE,
            ),
            LEFT_ON,
            replace(NOTE, own_unit_only=True),
        ],
        rules=(
            Unusual(
                _("“每月在村天数”超过 31 天，请填写一个月里在村的天数。"),
                {"days_in_village": Between(least=31.1)},
            ),
        ),
    )
)
