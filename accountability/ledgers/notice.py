"""Reminders, talks and circulars that a person with authority signed, and the replies (提醒约谈)."""

from django.utils.translation import gettext_lazy as _

from ledgers.concerns import Overdue, Unfinished
from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import MustNotSay, NotBefore

# Investigations and disciplinary material belong to the discipline organs (domain 5.6, 5.7, 6.5).
OF_DISCIPLINE = words(
    "立案 留置 初步核实 审查调查 纪律审查 监察调查 问题线索 案件线索 违纪事实 党纪处分 政务处分 纪律处分 处分决定 "
    "党内警告 党内严重警告 严重警告处分 撤销党内职务 留党察看 开除党籍 诫勉谈话 移送司法 判处 刑事处罚"
)

register(
    Ledger(
        key="notice",
        title=_("提醒约谈台账"),
        model="accountability.Notice",
        item="4.3",
        natural_key=("place", "sent_on", "step", "cause"),
        tenure=Tenure.EVENT,
        since="sent_on",
        place_levels=("village", "township", "county"),
        place_words={
            "county": words(
                "对象单位 被提醒单位 被约谈单位 被通报单位 约谈单位 提醒单位 通报单位 提醒约谈单位 提醒（约谈）单位 "
                "被提醒（约谈）单位 被督办单位 督办单位 送达单位"
            )
        },
        title_words=words(
            "提醒约谈 约谈提醒 约谈台账 约谈情况 提醒函 督办台账 督办单 提醒台账 通报约谈 约谈记录 催办台账"
        ),
        listed=("step", "cause", "post", "sent_on", "reply_due", "replied_on"),
        concerns=(
            Overdue("reply_due", done="replied_on", label=_("逾期未回复")),
            Unfinished(_("未回复"), done="replied_on"),
        ),
        columns=[
            Column(
                "post",
                _("对象职务"),
                synonyms=words("对象 职务 约谈对象 被约谈人 被约谈人职务 约谈对象职务 提醒约谈对象 被谈话人"),
                help=_("写职务，不写姓名。"),
            ),
            Column(
                "step",
                _("方式"),
                synonyms=words("类型 措施 督办方式 处理方式 提醒方式"),
                codes="ladder_steps",
                required=True,
            ),
            Column(
                "cause",
                _("事由"),
                synonyms=words("原因 约谈事由 提醒事由 督办事项 问题 问题表现"),
                required=True,
            ),
            Column(
                "signed_by",
                _("签发人"),
                synonyms=words("签发人职务 签发领导 约谈人 主谈人 批准人 签发单位 约谈主体 发出单位 谈话人"),
                personal=True,
            ),
            Column(
                "sent_on",
                _("发出时间"),
                Kind.DATE,
                words("时间 约谈时间 提醒时间 签发时间 下发时间 发函时间 通报时间 督办时间 印发时间"),
            ),
            Column(
                "reply_due",
                _("回复时限"),
                Kind.DATE,
                words("整改时限 时限 完成时限 要求回复时间 办理时限"),
                of_range="end",
            ),
            Column(
                "replied_on",
                _("回复时间"),
                Kind.DATE,
                words("实际回复时间 整改反馈时间 回函时间 办结时间"),
            ),
            Column(
                "result",
                _("结果"),
                synonyms=words("整改情况 办理结果 回复情况"),
            ),
        ],
        rules=(
            NotBefore("sent_on", "reply_due"),
            NotBefore("sent_on", "replied_on"),
            *(MustNotSay(field, OF_DISCIPLINE) for field in ("step", "cause", "result")),
        ),
    )
)
