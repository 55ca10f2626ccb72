"""Leaders in the Party life of their own branch (双重组织生活), as an ordinary member or as lecturer."""

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import NOTE
from ledgers.declarations import Choice, Column, Kind, Ledger, Tenure, register, words

register(
    Ledger(
        key="leader_life",
        title=_("领导干部参加所在支部组织生活台账"),
        model="training.LeaderLife",
        item="1.3",
        natural_key=("place", "date", "name", "branch"),
        tenure=Tenure.EVENT,
        since="date",
        place_levels=("township", "county"),
        title_words=words(
            "领导干部参加所在支部 双重组织生活 领导干部参加组织生活 领导干部参加支部 领导参加组织生活 领导干部组织生活"
        ),
        columns=[
            Column(
                "date",
                _("参加时间"),
                Kind.DATE,
                words("时间 活动时间 开展时间 讲课时间"),
                required=True,
            ),
            Column(
                "name",
                _("领导姓名"),
                Kind.NAME,
                words("姓名 领导干部 党员领导干部 参加领导"),
                required=True,
                personal=True,
            ),
            Column(
                "post",
                _("职务"),
                synonyms=words("现任职务 党政职务 领导职务 单位及职务 担任职务"),
            ),
            Column(
                "branch",
                _("所在党支部"),
                synonyms=words("党支部 党支部名称 组织关系所在支部 所属支部 参加的支部"),
            ),
            Column(
                "role",
                _("参加方式"),
                Kind.CHOICE,
                words("方式 参加类型 身份 参加情况"),
                choices=(
                    Choice("普通党员", words("以普通党员身份参加 普通党员身份 以普通党员身份 参加 参加活动 党员")),
                    Choice("讲党课", words("上党课 讲课 授课 带头讲党课 党课 主讲党课 作党课报告")),
                ),
            ),
            NOTE,
        ],
    )
)
