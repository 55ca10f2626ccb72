"""How many different members each branch has trained since the cycle began (党员轮训累计); members are only counted."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words
from ledgers.row_rules import AtMost

OF_GROUPS = ("farmers", "migrants", "elderly", "new_members")

register(
    Ledger(
        key="branch_training",
        title=_("党支部党员轮训累计台账"),
        model="training.BranchTraining",
        item="1.2",
        natural_key=("place", "year", "branch"),
        tenure=Tenure.YEARLY,
        place_levels=("village", "township", "county", "city"),
        place_in="branch",
        title_words=words("轮训累计 累计轮训 党员轮训进度 党员轮训覆盖 党员普遍轮训 轮训覆盖率 五年轮训"),
        columns=[
            Column(
                "branch",
                _("党组织名称"),
                synonyms=words("党支部 所在党支部"),
                required=True,
            ),
            Column(
                "as_of",
                _("统计截止时间"),
                Kind.DATE,
                words("截止时间 统计时间 数据截止时间"),
            ),
            Column(
                "members",
                _("党员数"),
                Kind.COUNT,
                words("现有党员 现有党员数 在册党员数 支部党员数 应轮训人数"),
                required=True,
            ),
            Column(
                "trained",
                _("周期内累计轮训人数"),
                Kind.COUNT,
                words(
                    "累计轮训党员数 累计培训党员数 累计轮训 已轮训人数 已轮训党员数 累计参训人数 "
                    "五年累计轮训人数 2019年以来累计轮训人数"
                ),
                required=True,
            ),
            Column(
                "full_hours",
                _("本年学满32学时人数"),
                Kind.COUNT,
                words("32学时以上人数 达到32学时人数 学时达标人数 满32学时 完成32学时人数"),
            ),
            *(
                Column(
                    field,
                    label,
                    Kind.COUNT,
                    words(f"{group} {group}数 {group}人数 其中{group} 轮训{group}数"),
                    groups=words("其中 累计轮训人数 重点群体 分类 按群体 轮训人数"),
                )
                for field, group, label in (
                    ("farmers", "农民党员", _("农民党员轮训人数")),  # data
                    ("migrants", "流动党员", _("流动党员轮训人数")),  # data
                    ("elderly", "老年党员", _("老年党员轮训人数")),  # data
                    ("new_members", "新党员", _("新党员轮训人数")),  # data
                )
            ),
            NOTE,
        ],
        rules=(
            AtMost("trained", "members"),
            AtMost("full_hours", "members"),
            *(AtMost(group, "trained") for group in OF_GROUPS),
        ),
    )
)
