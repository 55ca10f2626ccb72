"""Columns that ledgers of several areas have in common."""

from django.utils.translation import gettext_lazy as _

from ledgers.declarations import Choice, Column, Kind, words

GENDER = Column(
    "gender",
    _("性别"),
    Kind.CHOICE,
    choices=(Choice("男", ("男性", "男同志")), Choice("女", ("女性", "女同志"))),
)
BIRTH = Column(
    "birth",
    _("出生年月"),
    Kind.DATE,
    words("出生日期 出生时间 出生 生日 出生年份"),
    personal=True,
    lifelong=True,
)
EDUCATION = Column(
    "education",
    _("学历"),
    synonyms=words(
        "文化程度 全日制学历 全日制教育 全日制 最高学历 学历层次 受教育程度 教育程度 文化水平 学历学位 文化 "
        "学历情况 现有学历"
    ),
)
PHONE = Column(
    "phone",
    _("联系电话"),
    Kind.PHONE,
    words("电话 手机 手机号 手机号码 联系方式 联系手机 电话号码 手机电话 联系号码 移动电话"),
    personal=True,
)
NOTE = Column(
    "note",
    _("备注"),
    synonyms=words(
        "说明 备注说明 其他 其他情况 其它 其它情况 备 注 情况说明 其他说明 需要说明的情况 需说明的情况 "
        "需说明事项 说明事项"
    ),
    telling=False,
)
LEFT_FOR = Column(
    "left_for",
    _("离任（撤销）原因"),
    synonyms=words("离任原因 离职原因 卸任原因 免职原因 去职原因 撤销原因 停用原因 退出原因 出库原因 离任事由"),
    telling=False,
    leaves=True,
)
LEFT_ON = Column(
    "left_on",
    _("离任（撤销）时间"),
    Kind.DATE,
    words(
        "离任时间 离任日期 离任年月 离职时间 离职日期 卸任时间 免职时间 免职日期 去职时间 撤销时间 撤销日期 "
        "停用时间 退出时间 退出日期 出库时间 离任 撤销"
    ),
    lifelong=True,
    telling=False,
    leaves=True,
    why=LEFT_FOR,
)
