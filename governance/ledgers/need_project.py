"""The lists of needs, resources and projects (需求清单、资源清单、项目清单) of streets and communities."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.declarations import Choice, Column, Kind, Ledger, NotBefore, Tenure, register, words

register(
    Ledger(
        key="need_project",
        title=_("需求资源项目清单"),
        model="governance.NeedProject",
        item="3.3",
        natural_key=("place", "kind", "content"),
        tenure=Tenure.CASE,
        since="opened",
        closed_on="done_on",
        place_levels=("village", "township", "county"),
        title_words=words("需求清单 资源清单 需求资源 三张清单 三个清单 供需对接 供需清单 需求、资源"),
        columns=[
            Column(
                "kind",
                _("清单类别"),
                Kind.CHOICE,
                words("清单类型 类别 类型 清单 清单名称 所属清单 项目类别"),
                required=True,
                choices=(
                    Choice("需求", words("需求清单 群众需求 社区需求 需求类 居民需求")),
                    Choice("资源", words("资源清单 单位资源 资源类 共享资源")),
                    Choice("项目", words("项目清单 服务项目 项目类 共建项目 服务项目清单")),
                ),
            ),
            Column(
                "content",
                _("内容"),
                synonyms=words(
                    "清单内容 具体内容 需求内容 项目内容 事项 事项内容 需求事项 项目名称 主要内容 名称 需求项目内容"
                ),
                like=(r"(?:需求|资源|项目|清单|具体).*(?:内容|名称|事项)$",),
                required=True,
            ),
            Column(
                "opened",
                _("提出时间"),
                Kind.DATE,
                words("征集时间 登记时间 收集时间 提出日期 发布时间 征集日期"),
                like=(r"(?:提出|征集|登记|收集|发布).*(?:时间|日期)",),
            ),
            Column(
                "matched_with",
                _("对接单位"),
                synonyms=words("认领单位 结对单位 对接党组织 认领党组织 责任单位 共建单位 服务单位 认领对接单位"),
                like=(r"(?:对接|认领|结对|共建).{0,4}(?:单位|党组织)",),
            ),
            Column(
                "done",
                _("是否完成"),
                Kind.YES_NO,
                words("完成情况 是否办结 是否落实 落实情况 是否解决 办理情况 是否满足"),
                like=(r"是否.{0,4}(?:完成|办结|落实|解决|满足)",),
                yes_words=words("已办结 已落实 已解决 已满足"),
                no_words=words("正在办理 推进中 正在推进 未办结 未落实 未解决"),
            ),
            Column(
                "done_on",
                _("完成时间"),
                Kind.DATE,
                words("办结时间 实际完成时间 落实时间 完成日期 解决时间"),
                like=(r"^(?!.*(?:计划|要求)).*(?:完成|办结|落实|解决).*(?:时间|日期)",),
            ),
            NOTE,
        ],
        rules=(NotBefore("opened", "done_on"),),
    )
)
