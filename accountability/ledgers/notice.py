"""Reminders, talks and circulars that a person with authority signed, and the replies (提醒约谈)."""

from django.utils.translation import gettext_lazy as _

from ledgers.declarations import Column, Kind, Ledger, MustNotSay, NotBefore, Tenure, register, words

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
        columns=[
            Column(
                "post",
                _("对象职务"),
                synonyms=words(
                    "对象 职务 约谈对象 提醒对象 被约谈人 被提醒人 被约谈人职务 约谈对象职务 提醒约谈对象 被谈话人 "
                    "被提醒人职务 约谈（提醒）对象 对象及职务"
                ),
                like=(r"^(?:被)?(?:约谈|提醒|通报|谈话).{0,4}(?:对象|人|职务)",),
                help=_("写职务，不写姓名。"),
            ),
            Column(
                "step",
                _("方式"),
                synonyms=words(
                    "类型 形式 措施 督办方式 处理方式 提醒方式 方式方法 督办形式 类别 督办类型 处理形式 措施类型"
                ),
                codes="ladder_steps",
                required=True,
            ),
            Column(
                "cause",
                _("事由"),
                synonyms=words(
                    "原因 约谈事由 提醒事由 约谈原因 提醒原因 主要问题 存在问题 事项 督办事项 主要事由 问题 约谈内容 "
                    "提醒内容 提醒约谈事由 督办内容 问题表现"
                ),
                like=(r"(?:约谈|提醒|通报|督办).{0,4}(?:事由|原因|内容|事项)$",),
                required=True,
            ),
            Column(
                "signed_by",
                _("签发人"),
                synonyms=words(
                    "签发人职务 签发领导 约谈人 主谈人 批准人 签发单位 约谈主体 发出单位 审批人 谈话人 签批人"
                ),
                like=(r"^(?:签发|签批|主谈|批准)",),
                personal=True,
            ),
            Column(
                "sent_on",
                _("发出时间"),
                Kind.DATE,
                words(
                    "时间 约谈时间 提醒时间 签发时间 下发时间 日期 发函时间 通报时间 约谈日期 提醒约谈时间 督办时间 "
                    "印发时间"
                ),
                like=(r"^(?:约谈|提醒|签发|下发|发函|通报|督办|谈话).{0,4}(?:时间|日期)$",),
            ),
            Column(
                "reply_due",
                _("回复时限"),
                Kind.DATE,
                words("整改时限 反馈时限 时限 完成时限 要求回复时间 回复期限 整改期限 反馈期限 要求反馈时间 办理时限"),
                like=(r"(?:回复|反馈|整改|办理).{0,3}(?:时限|期限)$", r"^要求.{0,6}(?:时间|日期)$"),
                of_range="end",
            ),
            Column(
                "replied_on",
                _("回复时间"),
                Kind.DATE,
                words(
                    "反馈时间 实际回复时间 整改反馈时间 回复日期 反馈日期 回函时间 整改完成时间 办结时间 实际反馈时间"
                ),
                like=(r"^(?!要求).{0,4}(?:回复|反馈|回函).{0,2}(?:时间|日期)$",),
            ),
            Column(
                "result",
                _("结果"),
                synonyms=words(
                    "整改结果 整改情况 处理结果 办理结果 整改落实情况 回复情况 落实情况 反馈情况 成效 整改成效"
                ),
                like=(r"(?:整改|落实|办理|处理).{0,4}(?:结果|情况)$",),
            ),
        ],
        rules=(
            NotBefore("sent_on", "reply_due"),
            NotBefore("sent_on", "replied_on"),
            *(MustNotSay(field, OF_DISCIPLINE) for field in ("step", "cause", "result")),
        ),
    )
)
