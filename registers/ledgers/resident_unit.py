"""Units located in streets and communities (驻区单位): offices, firms, schools and hospitals."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import LEFT_ON, NOTE, PHONE
from ledgers.declarations import Choice, Column, Kind, Ledger, Tenure, register, words

register(
    Ledger(
        key="resident_unit",
        title=_("驻区单位名册"),
        model="registers.ResidentUnit",
        natural_key=("place", "name"),
        tenure=Tenure.REGISTER,
        place_levels=("village", "township"),
        title_words=words(
            "驻区单位 驻地单位 辖区单位 共建单位 驻街单位 驻社区单位 驻街道单位 区域单位 驻辖区单位 大党委成员单位"
        ),
        columns=[
            Column(
                "name",
                _("单位名称"),
                synonyms=words("驻区单位 单位 共建单位 驻地单位 辖区单位 驻街单位 驻社区单位 成员单位 名称"),
                required=True,
            ),
            Column(
                "nature",
                _("单位性质"),
                Kind.CHOICE,
                words("性质 驻区单位性质 行业类别"),
                choices=(
                    Choice("机关", words("党政机关 行政机关 机关单位 行政 行政单位 政府机关 机关事业单位 政府部门")),
                    Choice(
                        "企业",
                        words("国有企业 国企 民营企业 非公企业 私营企业 央企 企业单位 公司 国有 民企 非公 金融机构"),
                    ),
                    Choice("学校", words("中小学 高校 幼儿园 教育 教育机构 中学 小学 教育单位 院校")),
                    Choice("医院", words("卫生院 医疗机构 医疗 公立医院 卫生机构 医疗单位 医疗卫生机构 医疗卫生")),
                    Choice("其他", words("事业单位 社会组织 其它 其他单位 事业 部队 其他组织 社会团体")),
                ),
            ),
            Column(
                "upper",
                _("上级党组织"),
                synonyms=words("主管党组织 所属党组织 上级党组织名称 隶属关系 隶属 主管部门 主管单位 上级单位"),
            ),
            Column(
                "members_in_service",
                _("在职党员数"),
                Kind.COUNT,
                words("党员 应报到人数"),
            ),
            Column(
                "liaison",
                _("联络员"),
                Kind.NAME,
                words("联络员姓名 联系人 共建联络员 党建联络员 驻区单位联络员"),
                personal=True,
            ),
            PHONE,
            LEFT_ON,
            NOTE,
        ],
    )
)
