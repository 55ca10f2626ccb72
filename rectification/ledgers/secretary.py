"""Village Party secretaries as filed with the county (县级备案管理)."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import BIRTH, EDUCATION, GENDER, LEFT_ON, NOTE, PHONE
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
        columns=[
            Column(
                "name",
                _("姓名"),
                Kind.NAME,
                words(
                    "书记姓名 党组织书记姓名 村书记 党组织书记 书记 村党组织书记 现任书记 现任书记姓名 "
                    "村党组织书记姓名 人员姓名"
                ),
                like=(r"^(?:现任|村|居|社区|党|总支?|支部|组织|两委)*(?:支书|书记)(?:姓名)?$",),
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
                words("入党年月 入党日期 加入中共时间 参加党组织时间 加入党组织时间"),
                like=(r"(?:入党|加入.*(?:共产党|党组织)).*(?:时间|年月|日期)", r"党龄起算"),
                lifelong=True,
            ),
            Column(
                "appointed",
                _("任现职时间"),
                Kind.DATE,
                words(
                    "任职时间 任现职年月 任书记时间 任职年月 现职时间 任职日期 担任书记时间 任村书记时间 "
                    "任党组织书记时间 任现职务时间 当选时间 开始任职时间"
                ),
                like=(
                    r"任(?!副).{0,8}(?:职|书记|支书).{0,4}(?:时间|年月|日期)",
                    r"^(?:上任|到任|始任|就任).{0,4}(?:时间|年月|日期)",
                ),
                lifelong=True,
            ),
            Column(
                "source",
                _("人员来源"),
                synonyms=words(
                    "来源 人选来源 书记来源 身份 人员类别 来源类别 选任来源 任职前身份 人员类型 选拔渠道 身份类别 "
                    "来源渠道 产生方式 选任方式"
                ),
                like=(r"来源", r"^(?:现|任前|人员|原)?身份(?:类型|类别)?$"),
            ),
            Column(
                "director_too",
                _("是否“一肩挑”"),
                Kind.YES_NO,
                words(
                    "一肩挑 一肩挑情况 是否书记主任一肩挑 书记主任一肩挑 是否兼任主任 兼任村主任 "
                    "是否兼任村委会主任 是否一肩挑任职 是否兼任村主任"
                ),
                like=(r"一肩挑", r"兼.{0,6}主任", r"一人兼"),
            ),
            PHONE,
            Column(
                "filed",
                _("县级备案"),
                Kind.YES_NO,
                words(
                    "是否备案 是否县级备案 备案情况 县级是否备案 是否已备案 备案 是否县委备案 县级党委备案 "
                    "县委组织部备案 是否报县级备案 是否完成备案"
                ),
                like=(r"^(?!.*(?:时间|文号|日期)).*备案(?:与否|管理|情况)?$",),
            ),
            Column(
                "filed_on",
                _("备案时间"),
                Kind.DATE,
                words("备案日期 县级备案时间 备案年月 县委备案时间 报备时间 备案登记时间 备案批复时间"),
                like=(r"备案.{0,4}(?:时间|日期|年月)$",),
                lifelong=True,
                telling=False,
            ),
            Column(
                "filing_number",
                _("备案文号"),
                synonyms=words("备案编号 备案号 县级备案文号 备案批号 备案文件号 备案文件 县委备案文号 批复文号"),
                like=(r"备案.{0,4}(?:文号|编号|批号|号)$",),
                telling=False,
            ),
            Column(
                "joint_review",
                _("县级联审"),
                Kind.YES_NO,
                words(
                    "联审情况 是否联审 是否县级联审 县级是否联审 联审 资格联审 县级资格联审 是否通过联审 联审结果 "
                    "是否通过县级联审 是否已联审 县级联审情况"
                ),
                like=(r"^(?!.*(?:时间|意见|单位|联审部门)).*联审",),
                yes_words=words("无异议 无意见 符合条件 已通过"),
                no_words=words("有异议 不符合 不通过 不符合条件"),
                own_unit_only=True,
            ),
            LEFT_ON,
            replace(NOTE, own_unit_only=True),
        ],
    )
)
