"""Villages chosen for support of their collective economy (扶持村), by batch."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import LEFT_ON
from ledgers.concerns import Says
from ledgers.declarations import Choice, Column, Kind, Ledger, Tenure, register, words

SIGNED = words("同意 已同意 已会签 会签 已签 已审核 审核通过 已盖章")
REFUSED = words("不同意 未会签 未签 未审核 未盖章")

register(
    Ledger(
        key="supported_village",
        title=_("扶持村名单"),
        model="rectification.SupportedVillage",
        item="2.3",
        natural_key=("place", "batch"),
        tenure=Tenure.REGISTER,
        since="chosen_on",
        handed_on=True,
        title_words=words(
            "扶持村名单 扶持村花名册 扶持村名册 扶持村基本情况 扶持村确定 扶持村选定 扶持村安排 扶持村一览 "
            "试点村名单"
            "项目村名单 扶持村汇总 集体经济村名单 扶持对象名单"
        ),
        lines=words("财政局 农业农村局"),
        listed=(
            "batch",
            "chosen_on",
            "allocated_yuan",
            "plan_approved_on",
            "party_signed",
            "finance_signed",
            "agriculture_signed",
        ),
        concerns=(
            Says(_("组织部门未会签"), "party_signed", False),
            Says(_("财政部门未会签"), "finance_signed", False),
            Says(_("农业农村部门未会签"), "agriculture_signed", False),
        ),
        columns=[
            Column(
                "batch",
                _("批次"),
                Kind.CHOICE,
                words("扶持批次 所属批次 确定批次 实施批次 下达批次 资金批次 第几批"),
                required=True,
                choices=(
                    Choice("第一批", words("首批 一批 第1批 1批")),
                    Choice("第二批", words("二批 第2批 2批")),
                    Choice("第三批", words("三批 第3批 3批")),
                    Choice("第四批", words("四批 第4批 4批")),
                    Choice("第五批", words("五批 第5批 5批")),
                    Choice("第六批", words("六批 第6批 6批")),
                ),
                help=_("第一批至第六批。"),
            ),
            Column(
                "chosen_on",
                _("确定时间"),
                Kind.DATE,
                words("确定为扶持村时间 审定时间 公布时间 扶持时间"),
            ),
            Column(
                "party_signed",
                _("组织部门会签"),
                Kind.YES_NO,
                words("组织 县委组织部 组织部门是否同意"),
                groups=words("会商 会签 审核 意见 部门"),
                yes_words=SIGNED,
                no_words=REFUSED,
            ),
            Column(
                "finance_signed",
                _("财政部门会签"),
                Kind.YES_NO,
                words("财政 县财政局 财政部门是否同意"),
                groups=words("会商 会签 审核 意见 部门"),
                yes_words=SIGNED,
                no_words=REFUSED,
            ),
            Column(
                "agriculture_signed",
                _("农业农村部门会签"),
                Kind.YES_NO,
                words("农业农村 农业部门 县农业农村局 农业农村部门是否同意 农业局"),
                groups=words("会商 会签 审核 意见 部门"),
                yes_words=SIGNED,
                no_words=REFUSED,
            ),
            Column(
                "plan_approved_on",
                _("方案批复时间"),
                Kind.DATE,
                words("方案审批时间 实施方案批复时间 方案通过时间 项目批复时间 方案批准时间 方案备案时间"),
            ),
            Column(
                "allocated_yuan",
                _("下达资金"),
                Kind.MONEY,
                words("扶持资金 安排资金 下达金额 分配资金 扶持金额 资金额度 资金下达 合计"),
            ),
            LEFT_ON,
        ],
    )
)
