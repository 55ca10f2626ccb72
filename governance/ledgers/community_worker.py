"""Full-time workers of communities (社区工作者): posts, grades, and the benefits that reach each of them."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import BIRTH, EDUCATION, GENDER, LEFT_ON, NOTE
from ledgers.concerns import Says
from ledgers.declarations import Choice, Column, Kind, Ledger, Tenure, register, words

REALISED, NOT_REALISED = words("已落实 已兑现 已参保 落实 已参加 已安排"), words("未落实 未兑现 未参保 未参加 未安排")


def benefit(field, label, synonyms, like):
    """Return the column of a benefit (关爱政策): yes or no, never an amount."""
    return Column(
        field,
        label,
        Kind.YES_NO,
        words(synonyms),
        groups=words("待遇落实 关爱政策 政策落实 待遇保障"),
        yes_words=REALISED,
        no_words=NOT_REALISED,
    )


register(
    Ledger(
        key="community_worker",
        title=_("社区工作者花名册"),
        model="governance.CommunityWorker",
        item="3.2",
        natural_key=("place", "name"),
        tenure=Tenure.REGISTER,
        since="since",
        title_words=words("社区工作者 专职社工 社区专职 社区工作人员 社工花名册 社工名册"),
        lines=words("民政局 人力资源和社会保障局"),
        listed=("name", "post", "grade", "certificate", "since", "pay", "appraised_on"),
        concerns=(
            Says(_("薪酬未落实"), "pay", False),
            Says(_("社保未落实"), "insurance", False),
        ),
        columns=[
            Column(
                "name",
                _("姓名"),
                Kind.NAME,
                words("社区工作者 社工姓名 社区工作人员"),
                required=True,
                personal=True,
            ),
            GENDER,
            BIRTH,
            EDUCATION,
            Column(
                "post",
                _("岗位"),
                Kind.CHOICE,
                words("岗位类别 岗位名称 职务 现岗位 社区职务 任职岗位"),
                choices=(
                    Choice("正职", words("社区正职 书记 主任 党组织书记 书记主任 书记、主任 正职岗 社区党组织书记")),
                    Choice("副职", words("社区副职 副书记 副主任 副职岗 党组织副书记")),
                    Choice("一般", words("一般工作人员 工作人员 一般人员 委员 社工 专职社工 一般岗 网格员 专职网格员")),
                ),
            ),
            Column(
                "grade",
                _("岗位等级"),
                synonyms=words("等级 薪级 岗级 职级 三岗十八级 所定等级"),
            ),
            Column(
                "certificate",
                _("职业资格"),
                Kind.CHOICE,
                words("社工证 持证情况 资格证书 社会工作师证 社工资格 职业水平证书"),
                choices=(
                    Choice("助理社会工作师", words("助理社工师 助理 初级 初级社工师 初级社工")),
                    Choice("社会工作师", words("社工师 中级 中级社工师 中级社工")),
                    Choice("高级社会工作师", words("高级社工师 高级 高级社工")),
                    Choice("未取得", words("无证 未持证 未考取")),
                ),
            ),
            Column(
                "since",
                _("入职时间"),
                Kind.DATE,
                words("参加社区工作时间 到社区工作时间 聘用时间 任职时间 从事社区工作时间"),
                lifelong=True,
            ),
            benefit("pay", _("薪酬待遇是否落实"), "薪酬 薪酬待遇 工资待遇 报酬 报酬待遇 岗位薪酬", r"薪酬|报酬"),
            benefit("insurance", _("社会保险是否落实"), "社保 社会保险 五险一金 五险 参保情况", r"社保|保险|五险"),
            benefit("checkup", _("健康体检是否落实"), "体检 健康体检 年度体检 是否体检", r"体检"),
            benefit("training", _("教育培训是否落实"), "培训 教育培训 业务培训 是否培训 参加培训", r"培训"),
            benefit("leave", _("带薪休假是否落实"), "休假 带薪休假 年休假 带薪年休假 是否休假", r"休假"),
            Column(
                "appraised_on",
                _("年度考核时间"),
                Kind.DATE,
                words("考核时间 最近一次考核时间"),
            ),
            LEFT_ON,
            replace(NOTE, own_unit_only=True),
        ],
    )
)
