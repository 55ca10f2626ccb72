import pytest

from tasks.reading.demands import demand_phrases


def phrases(text, **options):
    return [phrase.text for phrase in demand_phrases(text, 0, len(text), **options)]


@pytest.mark.parametrize(
    "sentence",
    [
        "各县要抓好整改。",
        "必须按期完成。",
        "确保群众受益。",
        "应当及时提醒。",
        "各单位应于月底前报送。",
        "不得截留挪用。",
        "严禁突击发展。",
        "请各单位抓紧报送。",
        "已经脱贫的村第一书记不能撤。",
        "今年原则上不轮换。",
        "整顿比例不低于5%。",
        "开展一次排查。",
        "每名干部联系5户。",
    ],
)
def test_demands_are_quoted_without_their_full_stop(sentence):
    assert phrases(sentence) == [sentence.rstrip("。")]


@pytest.mark.parametrize(
    "sentence",
    [
        "这是一项重要的任务。",
        "会议的主要内容有三项。",
        "群众的需要很多。",
        "去年建成了20个中心。",
        "近年来矛盾日益突出。",
        "习近平总书记强调，要推动重心下移。",
        "现将有关要求通知如下。",
        "在这里我要再次强调。",
        "成绩来之不易。",
    ],
)
def test_reports_of_the_past_and_background_are_not_demands(sentence):
    assert phrases(sentence) == []


def test_sentence_is_split_where_a_new_demand_begins():
    assert phrases("要抓好轮训，分层实施，确保全员参加，不得缺席。") == [
        "要抓好轮训，分层实施",
        "确保全员参加",
        "不得缺席",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "对落实不力的，要严肃问责。",
        "年内，各县要整合网格。",
        "11月底前，两级要完成划分。",
        "按照中央安排，部门要会同选村。",
    ],
)
def test_condition_time_and_basis_belong_to_their_demand(sentence):
    assert phrases(sentence) == [sentence.rstrip("。")]


def test_background_before_a_demand_is_left_out():
    assert phrases("社区立了大功，网格发挥了作用，要总结好。") == ["要总结好"]


def test_commas_inside_quotation_marks_do_not_split():
    assert phrases("要按“要快，要准”的标准办。") == ["要按“要快，要准”的标准办"]


def test_orders_without_modal_words_can_be_ignored():
    assert phrases("开展一次排查。", imperatives=False) == []


def test_notes_on_responsibility_are_not_demands():
    assert phrases("责任单位：市委组织部") == []
