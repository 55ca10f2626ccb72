"""Village Party secretaries as filed with the county (县级备案管理)."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import BIRTH, EDUCATION, GENDER, LEFT_ON, NOTE, PHONE
from ledgers.concerns import Says
from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words

register(
    Ledger(
        key="secretary",
        title=_("村（社区）党组织书记备案台账"),
        model="rectification.Secretary",
        item="2.2",
        natural_key=("place", "name"),
        tenure=Tenure.REGISTER,
        since="appointed",
        title_words=words(
            "书记基本情况 书记备案 书记县级 党组织书记信息 党组织书记花名册 党组织书记名册 党组织书记台账 带头人 "
            "书记队伍 书记信息 书记名单"
        ),
        listed=("name", "education", "appointed", "director_too", "filed", "filed_on"),
        single_post=True,
        concerns=(
            Says(_("未县级备案"), "filed", False),
            Says(_("未“一肩挑”"), "director_too", False),
        ),
        columns=[
            Column(
                "name",
                _("姓名"),
                Kind.NAME,
                words("党组织书记姓名 村书记 书记 现任书记 人员姓名"),
                required=True,
                personal=True,
            ),
            GENDER,
            BIRTH,
            EDUCATION,
            Column(
                "joined_party",
                _("入党时间"),
                Kind.DATE,
                words("加入中共时间 参加党组织时间"),
                lifelong=True,
            ),
            Column(
                "appointed",
                _("任现职时间"),
                Kind.DATE,
                words("现职时间 担任书记时间 任村书记时间 任党组织书记时间 当选时间 开始任职时间"),
                lifelong=True,
            ),
            Column(
                "source",
                _("人员来源"),
                synonyms=words("来源 书记来源 身份 人员类别 任职前身份 选拔渠道 产生方式 选任方式"),
            ),
            Column(
                "director_too",
                _("是否“一肩挑”"),
                Kind.YES_NO,
                words("一肩挑 是否书记主任一肩挑 是否兼任村委会主任 是否一肩挑任职"),
            ),
            PHONE,
            Column(
                "filed",
                _("县级备案"),
                Kind.YES_NO,
                words(
                    "是否县级备案 县级是否备案 是否已备案 备案 是否县委备案 县级党委备案 县委组织部备案 "
                    "是否报县级备案 是否完成备案"
                ),
            ),
            Column(
                "filed_on",
                _("备案时间"),
                Kind.DATE,
                words("县委备案时间 备案登记时间 备案批复时间"),
                lifelong=True,
                telling=False,
            ),
            Column(
                "filing_number",
                _("备案文号"),
                synonyms=words("备案编号 备案文件 县委备案文号 批复文号"),
                telling=False,
            ),
            Column(
                "joint_review",
                _("县级联审"),
                Kind.YES_NO,
                words("联审 资格联审 是否通过联审 联审结果 是否已联审"),
                yes_words=words("无异议 无意见 符合条件 已通过"),
                no_words=words("有异议 不符合 不通过 不符合条件"),
                own_unit_only=True,
            ),
            LEFT_ON,
            replace(NOTE, own_unit_only=True),
        ],
    )
)
