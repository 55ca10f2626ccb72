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
                words("时间 日期 活动时间 开展时间 参加日期 活动日期 参加组织生活时间 讲课时间"),
                like=(r"(?:参加|活动|开展).{0,4}(?:时间|日期)$",),
                required=True,
            ),
            Column(
                "name",
                _("领导姓名"),
                Kind.NAME,
                words("姓名 领导干部姓名 领导干部 党员领导干部 领导 干部姓名 党员领导干部姓名 参加领导"),
                like=(r"^.{0,4}(?:领导|领导干部)(?:姓名)?$",),
                required=True,
                personal=True,
            ),
            Column(
                "post",
                _("职务"),
                synonyms=words("现任职务 党政职务 领导职务 单位及职务 单位职务 单位和职务 职务职级 担任职务"),
                like=(r"职务(?:职级)?$",),
            ),
            Column(
                "branch",
                _("所在党支部"),
                synonyms=words(
                    "所在支部 党支部 支部 党支部名称 支部名称 组织关系所在支部 所属支部 所属党支部 "
                    "参加的支部 所在党组织"
                ),
                like=(r"(?:所在|所属|参加).{0,6}(?:支部|党组织)",),
            ),
            Column(
                "role",
                _("参加方式"),
                Kind.CHOICE,
                words("参加形式 参加身份 方式 参加类型 参加类别 形式 身份 参加情况"),
                like=(r"参加.{0,4}(?:方式|形式|身份|类型|类别)$",),
                choices=(
                    Choice("普通党员", words("以普通党员身份参加 普通党员身份 以普通党员身份 参加 参加活动 党员")),
                    Choice("讲党课", words("上党课 讲课 授课 带头讲党课 党课 主讲党课 作党课报告")),
                ),
            ),
            NOTE,
        ],
    )
)
