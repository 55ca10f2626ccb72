import pytest

from files.names import extension_of, safe_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\照片\\验收\x00表.exe", "验收表.exe"),
        ("  .. ", "file"),
        ("", "file"),
        ("a\r\nb.pdf", "ab.pdf"),
        ("台账\u202exslx.exe", "台账xslx.exe"),
        ("表" * 300, "表" * 200),
        ("表" * 300 + ".xlsx", "表" * 195 + ".xlsx"),
    ],
)
def test_cleaned_name_is_printable_and_short_and_not_a_path(name, expected):
    assert safe_name(name) == expected


def test_name_without_usable_characters_becomes_the_default():
    assert safe_name("\x00", default="未命名文件") == "未命名文件"


@pytest.mark.parametrize(("name", "expected"), [("台账.XLSX", "xlsx"), ("a.tar.gz", "gz"), ("台账", ""), ("", "")])
def test_extension_is_the_last_suffix_in_lower_case(name, expected):
    assert extension_of(name) == expected
