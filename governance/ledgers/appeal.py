"""Requests of residents (群众诉求) and whether they were answered in time."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import PHONE
from ledgers.declarations import Column, DueAfter, Kind, Late, Ledger, NotBefore, Tenure, register, words

register(
    Ledger(
        key="appeal",
        title=_("群众诉求限时办结台账"),
        model="governance.Appeal",
        item="3.4",
        natural_key=("place", "no", "received_at", "content"),
        tenure=Tenure.EVENT,
        since="received_at",
        place_levels=("village", "township", "county"),
        title_words=words("诉求 接诉即办 限时办结 民呼必应 工单"),
        listed=("no", "received_at", "kind", "content", "due_at", "finished_at", "satisfied"),
        columns=[
            Column(
                "no",
                _("编号"),
                Kind.CODE,
                words("工单号 工单编号 受理编号 诉求编号 单号 事项编号 流水号 登记号 登记编号 受理号"),
            ),
            Column(
                "received_at",
                _("受理时间"),
                Kind.DATETIME,
                words(
                    "接诉时间 登记时间 受理日期 来电时间 接件时间 反映时间 接收时间 诉求时间 收到时间 登记日期 "
                    "受理时刻 派单时间 反映日期"
                ),
                like=(r"(?:受理|接诉|登记|反映).*(?:时间|日期)",),
            ),
            Column(
                "signed_at",
                _("签收时间"),
                Kind.DATETIME,
                words("签收日期 承办单位签收时间 部门签收时间 接单时间 接收签收时间 签收时刻"),
                like=(r"签收.{0,2}(?:时间|日期)",),
                telling=False,
            ),
            Column(
                "kind",
                _("诉求类别"),
                synonyms=words("类别 诉求类型 问题类别 类型 事项类别 诉求分类 问题类型 分类 事项类型 办理类别"),
                codes="demand_categories",
            ),
            Column(
                "content",
                _("诉求内容"),
                synonyms=words(
                    "内容 反映内容 问题内容 事项内容 主要内容 反映问题 诉求事项 具体内容 反映事项 问题描述 事项 "
                    "群众诉求 主要诉求 诉求描述"
                ),
                like=(r"(?:诉求|反映|问题).*内容",),
                required=True,
            ),
            Column(
                "person",
                _("反映人"),
                Kind.NAME,
                words("诉求人 来电人 姓名 群众姓名 反映人姓名 诉求人姓名 当事人 居民姓名 联系人 来访人 申请人"),
                personal=True,
                kept=False,  # domain 6.5: of a complaint only category, place and a neutral summary are kept
            ),
            Column(
                "phone",
                _("联系电话"),
                Kind.PHONE,
                PHONE.synonyms + words("诉求人电话 反映人电话 来电号码 诉求人联系电话 反映人联系电话"),
                personal=True,
                kept=False,
            ),
            Column(
                "dept",
                _("承办单位"),
                synonyms=words(
                    "办理单位 责任单位 承办部门 责任部门 办理部门 主办单位 处置单位 交办单位 牵头单位 派单单位 处置部门"
                ),
            ),
            Column(
                "due_at",
                _("办结时限"),
                Kind.DATETIME,
                words(
                    "办理时限 时限 办理期限 应办结时间 要求办结时间 完成时限 截止时间 办结期限 处置时限 限办时间 "
                    "规定办结时间 要求办结时限 应办结时限 限时办结时间"
                ),
                like=(r"(?:办结|办理|处置|完成).{0,2}(?:时限|期限)", r"(?:应|要求|规定).*办结"),
            ),
            Column(
                "limit_hours",
                _("办理时长（小时）"),
                Kind.DECIMAL,
                words("办理时长 办结时长 限办时长 限时小时 办理小时数"),
                converts=(("天", 24), ("日", 24), ("工作日", 24), ("个工作日", 24)),
                telling=False,
            ),
            Column(
                "finished_at",
                _("办结时间"),
                Kind.DATETIME,
                words(
                    "完成时间 办结日期 实际办结时间 办理完成时间 处置完成时间 办理时间 反馈时间 回复时间 答复时间 "
                    "实际完成时间 处置时间"
                ),
                like=(r"(?:办结|完成|回复|答复|反馈).*(?:时间|日期)",),
            ),
            Column(
                "result",
                _("办理结果"),
                synonyms=words(
                    "结果 处理结果 办理情况 处置结果 办结情况 处理情况 处置情况 回复内容 答复内容 反馈结果 办理结果反馈"
                ),
            ),
            Column(
                "solved",
                _("是否解决"),
                Kind.YES_NO,
                words("是否已解决 问题是否解决 诉求是否解决 解决情况 是否实际解决 群众诉求是否解决 问题是否得到解决"),
                like=(r"是否.{0,4}解决",),
                yes_words=words("解决 已解决 全部解决 基本解决"),
                no_words=words("未解决 部分解决 暂未解决"),
                open_words=words("办理中 正在办理 未办结"),
                telling=False,
            ),
            Column(
                "satisfied",
                _("是否满意"),
                Kind.YES_NO,
                words(
                    "满意度 满意情况 群众是否满意 群众满意度 回访满意度 满意 评价 群众评价 是否满意度 "
                    "回访是否满意 回访结果 回访情况"
                ),
                like=(r"满意",),
                yes_words=words("非常满意 很满意 比较满意 较满意 基本满意"),
                no_words=words("不满意 非常不满意 很不满意"),
                open_words=words("未回访 尚未回访 待回访 未评价 尚未评价 待评价 未反馈 未办结 办理中 正在办理"),
            ),
            Column(
                "repeated",
                _("是否重复诉求"),
                Kind.YES_NO,
                words("是否重复 重复诉求 重复投诉 是否重复投诉 是否重复反映 是否二次投诉 是否重复件 重复件 是否重办"),
                like=(r"(?:是否|有无).{0,2}(?:重复|二次|重办)",),
                telling=False,
            ),
            Column(
                "overdue",
                _("是否超期"),
                Kind.YES_NO,
                words("是否逾期 超期 逾期 是否超时 是否超时限 超时"),
                like=(r"(?:是否|有无).*(?:超期|逾期|超时)",),
            ),
        ],
        derived=(DueAfter("due_at", "received_at", "limit_hours"), Late("overdue", "due_at", "finished_at")),
        rules=(
            NotBefore("received_at", "signed_at"),
            NotBefore("received_at", "due_at"),
            NotBefore("received_at", "finished_at"),
        ),
    )
)
