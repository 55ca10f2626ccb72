import pytest

from tasks.directives.outline import Quote
from tasks.directives.quantities import find_quantities


def found(text):
    quote = Quote(text, 0, len(text))
    return [(q.what, q.min, q.max, q.unit, q.comparator, q.per) for q in find_quantities([quote], [quote])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("确保每人每年至少参加1次培训", ("培训", 1, None, "次", "至少", "每人每年")),
        ("时间3至5天", ("时间", 3, 5, "天", "", "")),
        ("时间三至五天", ("时间", 3, 5, "天", "", "")),
        ("培训时间3-5天", ("培训时间", 3, 5, "天", "", "")),
        ("配备1—2名联络员", ("联络员", 1, 2, "名", "", "")),
        ("选派两名干部", ("干部", 2, 2, "名", "", "")),
        ("覆盖率达到百分之八十以上", ("覆盖率", 80, None, "%", "达到", "")),
        ("整改率100%", ("整改率", 100, 100, "%", "", "")),
        ("学习不少于32学时", ("学习", 32, None, "学时", "不少于", "")),
        ("学习不少于32个学时", ("学习", 32, None, "学时", "不少于", "")),
        ("牌子不超过5块", ("牌子", None, 5, "块", "不超过", "")),
        ("总量控制在2500名左右", ("总量", 2500, 2500, "名", "左右", "")),
        ("每个村不少于20万元经费", ("经费", 20, None, "万元", "不少于", "每个村")),
        ("诉求3个工作日内答复", ("答复", None, 3, "工作日", "内", "")),
        ("打造“15分钟服务圈”", ("服务圈", None, 15, "分钟", "以内", "")),
        ("开展一次“回头看”", ("回头看", 1, 1, "次", "", "")),
        ("轮训1,200人次以上", ("轮训", 1200, None, "人次", "以上", "")),
        ("轮训1.2万人次", ("轮训", 12000, 12000, "人次", "", "")),
        ("实现行政村全覆盖", ("全覆盖", 100, 100, "%", "全部", "")),
        ("坚持领导干部“村村到”", ("村村到", 100, 100, "%", "全部", "")),
        ("落实“四个一”整顿措施", ("整顿措施", 4, 4, "项", "", "")),
    ],
)
def test_figures_are_read(text, expected):
    assert expected in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "增强“四个意识”、做到“两个维护”",
        "落实第一责任人职责",
        "派强第一书记",
        "开好十九届四中全会精神宣讲",
        "2026年6月30日前完成",
        "把近两年新出台的条例学好",
        "打造一支队伍",
        "实施五年规划",
        "30日内制定方案",
        "一级抓一级",
        "云组发〔2026〕12号",
        "对第一批扶持村要抽查",
    ],
)
def test_slogans_dates_and_ordinals_are_no_figures(text):
    assert found(text) == []


def test_a_bound_that_describes_is_not_the_figure():
    assert found("收入20万元以上的村达到600个") == [("收入20万元以上的村", 600, None, "个", "达到", "")]


def test_a_second_figure_shares_bound_and_noun():
    assert [q[:3] for q in found("时间不少于5天、40学时")] == [("时间", 5, None), ("时间", 40, None)]


def test_the_quotation_ends_where_another_demand_runs_on():
    quote = Quote("每村要储备1至2名后备力量要保持稳定", 0, 18)

    assert find_quantities([quote], [])[0].quote.text == "每村要储备1至2名后备力量"
