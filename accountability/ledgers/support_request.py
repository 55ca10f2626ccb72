"""What units asked departments to do by a day (部门配合), and when the departments answered."""

from django.utils.translation import gettext_lazy as _

from ledgers.declarations import Column, Kind, Ledger, NotBefore, Tenure, register, words

register(
    Ledger(
        key="support_request",
        title=_("部门配合事项台账"),
        model="accountability.SupportRequest",
        item="4.3",
        natural_key=("place", "department", "content"),
        tenure=Tenure.CASE,
        since="asked_on",
        closed_on="done_on",
        place_levels=("village", "township", "county"),
        place_words={"county": words("提出单位 提请单位 需求单位 申请单位 商请单位 来函单位 报送单位 发起单位")},
        lines=words("人力资源和社会保障局 民政局 财政局 农业农村局 团委 妇联 总工会 市场监督管理局"),
        title_words=words("部门配合 配合事项 协调事项 商请事项 提请事项 部门协作 部门支持 需部门 协同事项 联动事项"),
        listed=("department", "content", "asked_on", "due", "done_on", "answer"),
        columns=[
            Column(
                "department",
                _("配合部门"),
                synonyms=words(
                    "部门 配合单位 责任部门 支持部门 协作部门 协调部门 承办部门 主办部门 被商请部门 商请部门 涉及部门 "
                    "承办单位 责任单位 协助部门 办理部门 群团组织 配合部门名称"
                ),
                like=(r"(?:配合|支持|协作|协调|协助|承办|商请).{0,3}(?:部门|单位)$",),
                required=True,
            ),
            Column(
                "content",
                _("需配合事项"),
                synonyms=words(
                    "配合事项 事项 协调事项 商请事项 事项内容 需求事项 需协调事项 具体事项 内容 配合内容 提请事项 "
                    "需支持事项 主要事项 需求内容 需解决的问题"
                ),
                like=(r"(?:配合|协调|商请|支持|提请|协助).{0,4}(?:事项|内容|问题)$",),
                required=True,
            ),
            Column(
                "asked_on",
                _("提出时间"),
                Kind.DATE,
                words("提请时间 商请时间 发函时间 申请时间 交办时间 提出日期 发起时间 来函时间 转办时间"),
                like=(r"^(?:提出|提请|商请|发函|申请|交办|发起|转办).{0,3}(?:时间|日期)$",),
            ),
            Column(
                "due",
                _("要求办结时间"),
                Kind.DATE,
                words("办结时限 完成时限 时限 要求完成时间 办理时限 要求时限 配合时限 完成期限 办结期限 要求答复时间"),
                like=(r"(?:办结|完成|办理|答复|配合).{0,3}(?:时限|期限)$", r"^要求.{0,6}(?:时间|日期)$"),
                of_range="end",
            ),
            Column(
                "promised_on",
                _("部门承诺时间"),
                Kind.DATE,
                words("承诺时间 承诺办结时间 承诺完成时间 部门承诺办结时间 承诺时限 承诺期限 预计办结时间"),
                like=(r"承诺",),
            ),
            Column(
                "done_on",
                _("实际办结时间"),
                Kind.DATE,
                words("办结时间 完成时间 实际完成时间 答复时间 办结日期 回复时间 反馈时间 实际答复时间 完成日期"),
                like=(r"^(?!要求|承诺|预计|计划).{0,4}(?:办结|完成|答复|回复|反馈).{0,2}(?:时间|日期)$",),
            ),
            Column(
                "answer",
                _("答复情况"),
                synonyms=words(
                    "办理结果 办理情况 答复 办结情况 反馈情况 配合情况 落实情况 结果 答复内容 办理答复 完成情况"
                ),
                like=(r"(?:办理|答复|办结|配合|落实|反馈).{0,4}(?:结果|情况|内容)$",),
            ),
        ],
        rules=(NotBefore("asked_on", "due"), NotBefore("asked_on", "promised_on"), NotBefore("asked_on", "done_on")),
    )
)
