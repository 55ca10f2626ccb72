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
                words("后备人选姓名 后备干部姓名 后备力量姓名 后备人才姓名 培养对象"),
                required=True,
                personal=True,
            ),
            GENDER,
            BIRTH,
            Column(
                "age",
                _("年龄"),
                Kind.COUNT,
                words("实际年龄 现年"),
            ),
            Column(
                "party_member",
                _("是否党员"),
                Kind.YES_NO,
                words("政治面貌 党员 是否中共党员 是否为党员 是否系党员"),
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
                synonyms=words("身份 类别 来源 现工作务工情况 现工作情况 人选来源"),
            ),
            Column(
                "mentor",
                _("培养联系人"),
                Kind.NAME,
                words("联系人 导师 培养联系人姓名 责任人 联系领导"),
                personal=True,
            ),
            Column(
                "since",
                _("入库时间"),
                Kind.DATE,
                words("确定时间 培养开始时间 储备时间 确定为后备时间"),
                lifelong=True,
            ),
            PHONE,
            LEFT_ON,
            replace(NOTE, own_unit_only=True),
        ],
    )
)
