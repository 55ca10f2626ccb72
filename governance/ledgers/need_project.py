"""The lists of needs, resources and projects (需求清单、资源清单、项目清单) of streets and communities."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.concerns import Unfinished
from ledgers.declarations import Choice, Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import NotBefore

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
        concerns=(Unfinished(_("未完成")),),
        columns=[
            Column(
                "kind",
                _("清单类别"),
                Kind.CHOICE,
                words("类别 清单 清单名称 所属清单 项目类别"),
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
                synonyms=words("清单内容 具体内容 需求内容 项目内容 名称"),
                required=True,
            ),
            Column(
                "opened",
                _("提出时间"),
                Kind.DATE,
                words("征集时间 登记时间 收集时间 发布时间"),
            ),
            Column(
                "matched_with",
                _("对接单位"),
                synonyms=words("认领单位 结对单位 对接党组织 认领党组织 责任单位 服务单位"),
            ),
            Column(
                "done",
                _("是否完成"),
                Kind.YES_NO,
                words("完成情况 是否落实 是否解决 办理情况 是否满足"),
                yes_words=words("已办结 已落实 已解决 已满足"),
                no_words=words("正在办理 推进中 正在推进 未办结 未落实 未解决"),
            ),
            Column(
                "done_on",
                _("完成时间"),
                Kind.DATE,
                words("实际完成时间 落实时间 解决时间"),
            ),
            NOTE,
        ],
        rules=(NotBefore("opened", "done_on"),),
    )
)
