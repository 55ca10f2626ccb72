"""The county's joint review (县级联审) of the members of the two committees of a village, in numbers only.

Counties keep a sheet with a row for each person (domain L5). The portal must not hold who was found unfit, so such a
sheet is refused with a sentence that says what to do, and its file is deleted. Counting its rows instead would store
the names for as long as a person checks the preview.
"""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import AtMost, NotBefore

SEEN_BY = ("village", "township", "county")  # numbers of one or two persons may tell who they are


def _of_a_person(field, label, text, *like):
    return Column(field, label, synonyms=words(text), refuses_file=True)


register(
    Ledger(
        key="joint_review",
        title=_("村“两委”成员县级联审台账"),
        model="rectification.JointReview",
        item="2.1",
        natural_key=("place", "batch", "reviewed_on"),
        tenure=Tenure.EVENT,
        since="reviewed_on",
        title_words=words(
            "两委成员联审 两委成员县级联审 两委干部联审 两委干部县级联审 两委班子成员联审 两委人员联审 两委联审 "
            "两委成员资格联审 两委成员任职资格联审 候选人联审 人选联审 联审台账 联审统计 联审汇总 联审结果汇总 "
            "两委成员联合审查 任职资格联审 县级联审情况统计 县级联审情况汇总 县级联审台账"
        ),
        listed=("batch", "reviewed_on", "members", "reviewed", "unfit", "cleared"),
        columns=[
            Column(
                "batch",
                _("联审批次"),
                synonyms=words("批次 审查批次 第几批 批次名称"),
            ),
            Column(
                "reviewed_on",
                _("联审时间"),
                Kind.DATE,
                words("审查时间 联审完成时间 县级联审时间 联审反馈时间"),
                of_range="end",
            ),
            Column(
                "members",
                _("在职人数"),
                Kind.COUNT,
                words("应联审 应审 村两委成员数 两委人数 现任两委成员数 应审查人数 成员总数"),
            ),
            Column(
                "reviewed",
                _("联审人数"),
                Kind.COUNT,
                words(
                    "已联审 审查人数 已审人数 实际联审人数 已审查人数 完成联审人数 本次联审人数 联审成员数 "
                    "实审人数 已联审成员数 联审总人数"
                ),
                required=True,
            ),
            Column(
                "unfit",
                _("不符合人数"),
                Kind.COUNT,
                words(
                    "不符合条件人数 不符合 不合格 有问题人数 联审不合格人数 查出不合格人数 发现问题人数 "
                    "不宜任职人数 有异议人数 受过处罚人数"
                ),
                seen_by_levels=SEEN_BY,
            ),
            Column(
                "cleared",
                _("已清理人数"),
                Kind.COUNT,
                words("清理人数 已清理 清退人数 调整人数 处理人数 清理出两委人数 已免职人数 已罢免人数"),
                seen_by_levels=SEEN_BY,
            ),
            Column(
                "cleared_on",
                _("清理完成时间"),
                Kind.DATE,
                words("清理时间 清退时间 调整时间 处理时间 清理到位时间"),
                seen_by_levels=SEEN_BY,
                of_range="end",
            ),
            _of_a_person("name", _("姓名"), "成员姓名 联审对象 联审对象姓名 人员姓名 两委成员姓名 干部姓名 候选人姓名"),
            _of_a_person("gender", _("性别"), "男女"),
            _of_a_person("birth", _("出生年月"), "出生日期 出生时间 年龄"),
            _of_a_person("party", _("政治面貌"), "是否党员"),
            _of_a_person("education", _("学历"), "文化程度"),
            _of_a_person(
                "post", _("现（拟）任职务"), "职务 现任职务 拟任职务 担任职务 现（拟）任职务 现任职", r"任.{0,2}职务$"
            ),
            NOTE,
        ],
        rules=(
            AtMost("reviewed", "members"),
            AtMost("unfit", "reviewed"),
            AtMost("cleared", "unfit"),
            NotBefore("reviewed_on", "cleared_on"),
        ),
    )
)
