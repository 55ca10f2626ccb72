from tasks.reading.themes import divide, theme_of

RESPONSIBILITY = "党委书记要履行第一责任人职责。各级党委要加强组织领导。"
BURDEN = "要切实减轻基层负担。要杜绝形式主义。"
ACCOUNT = "对落实不力的，要约谈。对问题严重的，要问责。"


def parts(text, heading):
    return [text[start:end] for start, end, _theme in divide(text, 0, len(text), heading)]


def test_part_on_leadership_is_divided_where_the_theme_changes():
    text = RESPONSIBILITY + BURDEN + ACCOUNT

    assert parts(text, "加强组织领导") == [RESPONSIBILITY, BURDEN, ACCOUNT]


def test_short_part_on_leadership_is_one_task():
    text = RESPONSIBILITY + BURDEN + "要严肃问责。"

    assert parts(text, "加强组织领导") == [text]
    assert len(parts(text + "要督查。", "加强组织领导")) == 3


def test_sentence_without_theme_words_belongs_to_the_theme_before_it():
    text = RESPONSIBILITY + "要真抓实干。" + BURDEN + "要减少报表。"

    assert parts(text, "加强组织领导") == [RESPONSIBILITY + "要真抓实干。", BURDEN + "要减少报表。"]


def test_paragraph_with_a_connective_belongs_to_the_task_before_it():
    added = "\n另外，财政部门要配合好。要形成合力。"
    text = BURDEN + ACCOUNT + added

    assert parts(text, "加强组织领导") == [BURDEN, ACCOUNT + added]


def test_part_on_other_matters_is_divided_only_by_paragraphs():
    text = f"{RESPONSIBILITY}{BURDEN}\n要建好阵地。"

    assert parts(text, "推进阵地建设") == [RESPONSIBILITY + BURDEN, "要建好阵地。"]


def test_three_paragraphs_are_three_tasks_even_on_leadership():
    text = "要压实责任。要带头抓。\n要强化保障。要给钱。\n要严格考核。要通报。"

    assert parts(text, "加强领导") == text.split("\n")


def test_introduction_without_demands_is_not_a_task():
    text = "这项工作意义重大。\n要建好阵地。\n要管好阵地。"

    assert parts(text, "推进阵地建设") == ["要建好阵地。", "要管好阵地。"]


def test_theme_is_the_one_with_the_most_words():
    assert theme_of("规范检查考核、评比表彰，减轻负担，减少报表") == "减负"
    assert theme_of("要种好树") is None
