"""Find what a text demands: clauses with a modal word (要, 必须, 确保, 应, 不得, 严禁 …) or an imperative verb."""

import re

from .bodies import one_of
from .boxes import is_note
from .outline import Quote
from .sentences import clauses, cut, sentences

MODAL = re.compile(
    r"(?<![重主需纪摘概必简首紧只扼政快还不])(?<!万一)要(?![求点素闻害么务领件紧义旨道塞])|(?<=[还不])要(?![求点素])"
    r"|必须|务必|务须|确保|应当|应该|(?<![对相响适反供呼效顺])应(?=于|在|按|及时|认真|主动|严格|将|把|不|每|至少)"
    r"|(?<!必)须(?!知|臾)|不得|严禁|禁止|不准|不能(?!适应|满足|很好|完全|把|就)|一律|切忌|杜绝|力争|争取(?!人心)"
    r"|请(?=各|于|结合|认真|抓紧|将|按|在)|原则上(?=不|要|每|应)|需(?=于|在|按)"
    r"|(?:规划|方案|意见|通知|办法|纲要|计划)》?(?:提出|明确|规定|要求)"
)
"""Modal words; 重要, 主要, 需要, 要求, 相应 and other words that only contain their characters are left out."""

_BOUND = re.compile(
    r"至少|不得?少于|不得?低于|不得?超过|达到?(?=\d|百分)|[一二三四五六七八九十\d]{1,3}月[底末]前|\d日前|年底前|应.尽.|每(?:半?年|季度?|月|周)|全覆盖|月[底末][^，]{0,4}(?:结束|完成)|\d(?:小时|个?工作日|[日天]|分钟)[之以]?内"
)
"""Bounds and dates; a clause with one of them is a demand even without a modal word."""

_VERBS = one_of(
    """
    研究 研判 交流
    加强 加大 加快 推进 推动 推行 深化 深入 强化 落实 抓好 抓实 抓紧 抓牢 抓细 做好 做实 做强 做优 开展 组织
    举办 召开 建立 健全 完善 制定 制订 出台 实施 严格 规范 坚持 持续 认真 切实 扎实 全面 着力 大力 积极 充分
    坚决 进一步 聚焦 围绕 结合 突出 注重 督促 指导 统筹 整合 优化 提升 提高 拓展 培育 培养 选派 选优 选准 选好
    配强 储备 打造 建设 构建 探索 创新 巩固 发挥 发展 壮大 对照 对标 梳理 排查 整治 整改 整顿 清理 完成 实现
    报送 上报 公布 公开 总结 推广 宣传 落细 压实 压紧 明确 细化 分解 定期 及时 适时 尽快 用好 管好 守好 筑牢
    夯实 严肃 严厉 严守 防止 防范 避免 减少 减轻 保持 保障 支持 鼓励 引导 教育 培训 轮训 评选 表彰 检查 督查
    考核 通报 约谈 问责 重点 分层 分类 分级 分期 稳步 有序 有效 依托 运用 利用 配合 协调 协助 牵头 负责 学习
    贯彻 执行 遵守 选拔 选树 树立 改进 改善 增强 扩大 畅通 落地 启动 新建 改造 修订 编制 收集 建好 走访 慰问
    帮扶 化解 受理 办理 回应 解决 破解 关心 关爱 激励 摸清 摸排 设立 成立 召集 安排 部署 纳入 确定 列出 汇总
    讲授 讲好 讲党课 上党课
    填报 更新 补齐 稳妥 广泛 高质量 高标准 精心 常态化 牢固 带头 引进 招录 招聘 评估 验收 销号 兑现 按时 按期
    如期 逐步 逐级 逐村 逐项 倒排 把 采取 增加 配齐 赋予 下沉 取消 设置 合并 压减 精简 保证 推出 建成 办好 开好
    用足 倡导 动员 发动 邀请 举行 庆祝 听取 督办 挂牌 备案 补充 调整 选聘 聘请 依法
    """
)
IMPERATIVE = re.compile(rf"(?:{_VERBS})(?<!党组织)(?<!群团组织)")
"""Verbs and adverbs that begin an order without a modal word, as in work plans."""

_ORDER = re.compile(
    rf"(?:[一二三四五六七八九十]是|并|同时|继续)?(?:[^，是了]{{0,20}}?)(?:{IMPERATIVE.pattern})|每[人名个村年季月半支家户]"
)

PAST = re.compile(
    r"(?<!为)了(?!解|结)|已经?(?!脱贫)|取得.{0,8}(?:成效|成绩|进展|成果)|显著|明显(?!位置)|得到.{0,6}(?:提升|增强|改善|体现)"
    r"|最近|作出.{0,8}(?:指示|部署|批示)|去年以来|近年来|以来，|过去|成效|圆满"
)
"""Words that report what was done."""

_DESCRIBES = re.compile(r"显得|尤为|是“|比较|较为|仍然?|尚|不足|不够|存在.{0,10}(?:问题|现象|差距)")
_LEAD_IN = re.compile(
    r"(?:会议(?:决定|要求|明确|议定|确定|同意)|用|利用|对|针对|凡|如|若|按照|根据|依据|依托|结合|通过|围绕|以|在|从|到|自|年内|年底|今年|明年|本年|春节|元旦|国庆|换届|会后|上半年|下半年|每|第?[一二三四1-4]季度"
    r"|\d{1,4}[年月]|出现|同时|此外|另外|特别|当前|下一步|接下来|对于|凡是|村|各|市|县|乡|街|党委|党组织|组织部门|有关|相关)"
)
_QUOTED_DEMAND = re.compile(
    r"(?:总书记|党中央|中央|省委|报告|全会|大会|(?<=[\u4e00-\u9fff])会议)[^，]{0,40}(?:强调|指出|讲到)[，：“]"
)
_SAID_BEFORE = 160
"""Characters; a modal word at most so far behind …强调， is part of a quotation."""
_META = re.compile(
    r"我(?:还|再|们)?要?(?:再次|特别|着重)?(?:强调|讲|说|指出)|要(?:再次|特别|着重)强调|要清醒(?:地)?(?:看到|认识)|要看到"
    r"|现(?:就|将|印发)[^。]{0,60}(?:如下|给你们)|(?:通知|意见|要求|事项|方案|措施)如下|制定本(?:方案|办法|意见|规定|细则|制度|措施)|提出如下"
    r"|本(?:方案|办法|意见|规定|细则|制度)(?:由[^。]{2,24}解释|自[^。]{2,16}(?:施行|实施|执行)|适用于)"
)
"""Words about the text itself; they demand nothing."""
_ANNOUNCES = re.compile("现[就将][^。]{0,40}如下[。：]$|制定本(?:方案|办法|意见|规定|细则|制度|措施)。$")
"""A sentence that only announces what follows: 为做好…工作，现将有关要求通知如下。"""
_BARE_TIME = re.compile(r"[^，]{0,12}(?:前|内|底|末)，?")


def demand_phrases(text, start, end, *, imperatives=True):
    """The phrases between two offsets that demand something, verbatim and in order.

    A sentence is cut where a new demand begins. A condition or a time before the demand (对…的， 年内，) belongs to its
    phrase, a report of the past does not. With ``imperatives``, sentences that have no modal word but open with a verb
    (开展… 推进…) are demands too.
    """
    phrases = []
    for sentence in sentences(text, start, end):
        if not is_note(sentence.text):
            phrases.extend(_of_sentence(text, sentence, imperatives))
    return phrases


def _of_sentence(text, sentence, imperatives):
    if _ANNOUNCES.search(sentence.text):
        return []
    parts = clauses(sentence)
    groups, current, all_lead = [], None, imperatives
    for index, clause in enumerate(parts):
        if _has_modal(clause, sentence) or (not current and _is_bound(clause)):
            current = [*_lead_in(parts, index, groups), clause]
            groups.append(current)
        elif current:
            current.append(clause)
        elif all_lead and _is_imperative(clause):
            current = [*parts[:index], clause]
            groups.append(current)
        else:
            all_lead = all_lead and _leads(clause)
    return [_quote(text, group) for group in groups]


def _has_modal(clause, sentence):
    end = clause.end - sentence.start
    if _META.search(clause.text) or _QUOTED_DEMAND.search(sentence.text, max(end - _SAID_BEFORE, 0), end):
        return False
    return bool(MODAL.search(clause.text))


def _lead_in(parts, index, groups):
    """Take the clauses that give the condition, time or basis of a demand out of the group before it."""
    begin = index
    while begin and _leads(parts[begin - 1]):
        begin -= 1
        if groups and groups[-1] and groups[-1][-1] is parts[begin]:
            groups[-1].pop()
    if groups and not groups[-1]:
        groups.pop()
    return parts[begin:index]


def _leads(clause):
    body = clause.text.rstrip("，,")
    if PAST.search(body) or re.search(MODAL, body):
        return False
    return bool(_LEAD_IN.match(body) and (body.endswith("的") or len(body) <= 32))


def _is_bound(clause):
    return bool(_BOUND.search(clause.text)) and not _only_tells(clause.text)


def _is_imperative(clause):
    """Whether a clause is an order as in a work plan: 开展…, 各县区每季度开展…"""
    return bool(_ORDER.match(clause.text)) and not _only_tells(clause.text)


def _only_tells(text):
    """Whether a clause only reports, speaks about the text, or gives a condition (对…的，) or a time (11月底前，)."""
    bare = _BARE_TIME.fullmatch(text) or text.endswith("的，")
    return bool(bare or PAST.search(text) or _DESCRIBES.search(text) or _META.search(text))


def _quote(text, group):
    quote = cut(text, group[0].start, group[-1].end)
    body = quote.text.rstrip("，,。；;：")
    return Quote(body, quote.start, quote.start + len(body))
