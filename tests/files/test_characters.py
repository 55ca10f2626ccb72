import pytest

from files.characters import without_radicals


@pytest.mark.parametrize(
    ("copied", "meant"),
    [
        ("⼀、建⽴台账，6⽉30⽇前", "一、建立台账，6月30日前"),
        ("各部⻔⽹格员", "各部门网格员"),
        ("⻓期坚持⻛险防范，⻅⻚", "长期坚持风险防范，见页"),
        ("⺟亲的⻳", "母亲的龟"),
    ],
)
def test_radicals_become_the_characters_that_they_look_like(copied, meant):
    assert without_radicals(copied) == meant


def test_ordinary_text_stays_as_it_is():
    text = "①（一）ⅡＡ１２，a·"

    assert without_radicals(text) == text
