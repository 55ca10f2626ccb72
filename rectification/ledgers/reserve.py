"""Reserve candidates (后备力量) for the posts of a village."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from ledgers.common_columns import BIRTH, EDUCATION, GENDER, LEFT_ON, NOTE, PHONE
from ledgers.declarations import Column, Kind, Ledger, Tenure, register, words

register(
    Ledger(
        key="reserve",
        title=_("村级后备力量花名册"),
        model="rectification.Reserve",
        item="2.2",
        natural_key=("place", "name"),
        tenure=Tenure.REGISTER,
        since="since",
        title_words=words("后备力量 后备干部 后备人才 后备人选"),
        seen_by_levels=("county", "township"),
        listed=("name", "age", "education", "identity", "mentor", "since"),
        columns=[
            Column(
                "name",
                _("姓名"),
                Kind.NAME,
                words(
                    "后备人选姓名 人员姓名 后备干部姓名 后备力量姓名 后备人选 后备人才姓名 后备力量 培养对象 "
                    "培养对象姓名 后备干部 后备人员 后备力量人选 人选姓名 名字"
                ),
                like=(r"^后备.{0,4}(?:人选|人员|对象|干部|力量).{0,2}(?:姓名)?$",),
                required=True,
                personal=True,
            ),
            GENDER,
            BIRTH,
            Column("age", _("年龄"), Kind.COUNT, words("周岁 年龄岁 现年龄 实际年龄 现年"), like=("年龄",)),
            Column(
                "party_member",
                _("是否党员"),
                Kind.YES_NO,
                words("政治面貌 党员 是否中共党员 是否为党员 政治身份 是不是党员 是否系党员"),
                like=(r"是否.{0,4}党员$", r"政治面貌"),
                yes_words=words(
                    "中共党员 党员 预备党员 中共预备党员 正式党员 中共正式党员 中共党员预备 中共党员(预备)"
                ),
                no_words=words(
                    "群众 共青团员 团员 入党积极分子 积极分子 发展对象 非党员 无党派 无党派人士 民主党派 "
                    "群众(入党积极分子) 普通群众"
                ),
            ),
            EDUCATION,
            Column(
                "identity",
                _("人员类别"),
                synonyms=words(
                    "身份 类别 人员身份 来源 人员类型 身份类别 现工作务工情况 现工作情况 类型 人选来源 来源类别 "
                    "职业 从业情况 现从事职业 人员来源"
                ),
                like=(
                    r"^现.{0,8}(?:工作|职业|职务|身份|从业)",
                    r"(?:人选|人员|身份|后备).{0,4}(?:类型|类别|性质)$|^从事职业|工作单位及职务",
                ),
            ),
            Column(
                "mentor",
                _("培养联系人"),
                Kind.NAME,
                words(
                    "联系人 帮带人 帮带责任人 培养人 结对帮带人 导师 培养责任人 帮带导师 结对培养人 "
                    "培养联系人姓名 帮带人姓名 责任人 帮带领导 联系领导"
                ),
                like=(r"(?:帮带|培养|结对|帮扶).{0,4}(?:人|导师|书记|领导|干部)(?:姓名)?$",),
                personal=True,
            ),
            Column(
                "since",
                _("入库时间"),
                Kind.DATE,
                words(
                    "确定时间 纳入时间 列入时间 入库日期 列为后备时间 培养开始时间 开始培养时间 纳入后备时间 "
                    "储备时间 确定为后备时间 入选时间"
                ),
                like=(r"(?:入库|进入|推荐|纳入|列入|列为|确定|储备).*(?:时间|日期|年月)",),
                lifelong=True,
            ),
            PHONE,
            LEFT_ON,
            replace(NOTE, own_unit_only=True),
        ],
    )
)
