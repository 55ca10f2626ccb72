"""Patterns for the names of the bodies that directives address: 各县（市、区）委组织部, 市财政局, 财政部门."""


def one_of(words):
    """A pattern that matches any of the words, given in one string; longer words are tried first."""
    return "|".join(sorted(words.split(), key=len, reverse=True))


_PLACES = one_of(
    r"""
    县（市、区） 县\(市、区\) 县（区、市） 县（市区） 县（区） 县市区 县区市 区县市 县区 区县 市县区 市县
    市（州） 市州 县 区 乡镇（街道） 乡镇、街道 乡（镇、街道） 乡（镇） 镇（街道） 镇街 乡镇街道 乡镇 街道 镇
    村（社区） 村、社区 村居 村 社区 地区 地
    """
)
DEPARTMENTS = one_of(
    """
    人力资源社会保障 人力资源和社会保障 人社 民政 财政 农业农村 发展改革 发改 教育 卫生健康 卫健 公安 司法行政
    司法 自然资源 住房城乡建设 住建 交通运输 交通 水利 文化旅游 文旅 商务 应急管理 应急 审计 市场监管 统计 医保
    信访 政法 纪检监察 纪检 宣传 统战 组织 机构编制 编制 网信 科技 工业和信息化 工信 生态环境 环保 乡村振兴
    扶贫 国资 税务 退役军人事务 退役军人 检察院 法院 林业 金融 消防 残联 科协 工商联
    """
)
"""Fields of departments, without 局 or 部门."""

_ORGAN = (
    rf"(?:{one_of('党委（党组） 党组（党委） 党（工）委 党委 党工委 党组 委 政府 人民政府 办事处')})?"
    rf"(?:{one_of('组织部 组织部门 宣传部 统战部 社会工作部 政法委 编办 党校 有关部门 书记')}"
    rf"|(?:{DEPARTMENTS})(?:局|委))?"
)
_OF_ALL_LEVELS = one_of(
    """
    党委（党组）书记 党委（党组） 党组织书记 党组织 党委书记 党委组织部门 党委组织部 党委政府 党委 组织部门
    各部门 领导干部 领导班子
    """
)
_EACH = one_of(
    """
    基层党组织书记 基层党组织 基层党委 基层党支部 党组织书记 党组织 党支部书记 党支部 党总支 党委 党工委
    有关部门各单位 有关部门 有关单位 部门各单位 部门 单位党组织 单位党委（党组） 单位 成员单位
    牵头部门 牵头单位 责任单位 支部 党小组 类新兴组织
    新兴组织 群团组织 行业系统党委 行业党委 高校党委 高校 学校党组织 学校 国有企业 国企 企业 医院 驻村工作队
    第一书记 包村单位 包保单位
    """
)
EACH_PARTY = r"各(?![级县市区乡镇村社街地])[\u4e00-\u9fff]{1,6}?(?:党委书记|党组织书记|党委|党组织|党支部|党组)(?!（)"
"""The party bodies of a kind of unit (各企业党委), where only a unit can stand."""
GROUPS = rf"各(?:{_PLACES}){_ORGAN}(?:、?各部门(?:各单位)?)?|各级(?:{_OF_ALL_LEVELS})|各(?:{_EACH})"
"""All bodies of a kind; they are addressees wherever a demanding sentence names them."""

_COMMITTEE_OFFICES = one_of("常委会 办公室 组织部 宣传部 统战部 政法委 社会工作部 编办 巡察办 党校 直属机关工委")
_ENDINGS = one_of("局 委员会 总工会 妇联 团委 工商联 科协 残联 办公室 中心")
OFFICES = (
    rf"(?:省|市|县|区)直(?:属)?机关(?:工委|党委)|(?:市|县|区|省|州|县级|市级)委(?:{_COMMITTEE_OFFICES}|[\u4e00-\u9fff]{{2,6}}工委)?|(?:市|县|区)纪委监委(?:机关)?"
    r"|(?:市|县|区)(?:人民)?政府(?:办公室)?|(?:市|县|区)(?:直|级)(?:各|有关){0,2}(?:机关|部门|单位)(?:各?单位|党组织)?"
    rf"|(?:市|县|区)[\u4e00-\u9fff]{{2,8}}?(?:{_ENDINGS})|(?:市|县|区)(?:总工会|妇联|工商联|科协|残联|文联|侨联)|团(?:市|县|区)委"
)
"""Single offices of a city or county: 市委组织部, 县财政局."""

_POSTS = one_of(
    """
    党委（党组）书记 党委书记 党组织书记 乡镇党委书记 乡镇党委 街道党工委书记 街道党工委 村党组织书记 村党组织
    社区党组织书记 社区党组织 党支部书记 党支部 县级党委 县级领导干部 领导干部 党（工）委书记 党（工）委
    市委书记 县委书记 区委书记 省委书记 驻村第一书记 第一书记 驻村工作队 组织部 宣传部 统战部 派出单位
    相关单位 有关单位 帮扶单位
    结对单位 业务主管部门 行业主管部门 有关部门 相关部门 责任单位 牵头单位 成员单位 群团组织 工作专班 专班
    """
)
BODIES = (
    rf"{_POSTS}|(?<![各级县市区乡镇村])组织部门|(?:[\u4e00-\u9fff]{{2,6}}的)?区县(?=要)"
    rf"|(?:{DEPARTMENTS})(?:局|委|厅)|{OFFICES}"
)
"""Single bodies and posts; they are addressees only where they are the subject of the demand."""

_NO_NAME = one_of(
    """
    要 应 须 会同 联合 牵头 负责 配合 对 把 将 在 由 的 和 与 及 向 以 按 为 从 每 一个 某 有的 个别 这 该 其他 所有
    任何 不 请 至少 通过 围绕 最近 当前 目前 全年 今年 明年 去年 年底 年内 总书记 是 了
    """
)
_NAME_ENDINGS = one_of(
    """
    组织部 宣传部 统战部 社会工作部 政法委 党校 委 厅 院 办公室 委员会 中心 工委 党委 党组 党工委 党支部 党总支
    支部 党组织 部门 机关 单位 总工会 工会 妇联 团委 工商联 科协 残联 文联 侨联 集团 公司 企业 学校 高校 医院 银行
    协会 商会 乡镇 街道 社区 县（市、区） 县（市区） 县市区 县区 区县 书记 领导干部 班子 支队 大队 工作队 专班
    领导小组 纪委监委 政府 机构 纪检组 工作组 工作者 派出所 司法所 档案馆 文化馆 图书馆 服务站
    """
)
_SHORT_ENDINGS = (
    "(?<![布大格开结全时])局|(?<![全内干外底])部|(?<![举开创督交承主联经协领])办|(?<![到好处难用之])处|(?<!部)署"
)
NAME = (
    rf"(?:(?:所在|县（市、区）|乡镇（街道）|村（社区）|党委（党组）|党（工）委)?(?:(?!{_NO_NAME})[\u4e00-\u9fff]){{0,12}}"
    rf"(?:{_NAME_ENDINGS}|{_SHORT_ENDINGS})|县（市、区）|乡镇（街道）|村（社区）|(?:省|市|县|区|乡镇)级?财政)(?:（党组）)?"
)
"""Any name that ends as units and posts do (市邮政管理局, 流入地党组织), for places where only a unit can stand."""
OTHER_WORDS = rf"(?:(?!{_NO_NAME})[\u4e00-\u9fff]){{2,6}}"
"""A word before 、 in a list whose last name has the ending for all: 流出地、流入地党组织."""
