import codecs

import pytest

from files.decoding import UndecodableError, decode

TEXT = "单位名称,负责人\r\n湖塘村,方圆\r\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode("gb18030"), "gbk"),
        (TEXT.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16"),
        (TEXT.encode("utf-16-be"), "utf-16"),
    ],
)
def test_text_is_the_same_in_every_encoding(content, encoding):
    assert decode(content) == (TEXT, encoding)


def test_empty_file_is_an_empty_text():
    assert decode(b"") == ("", "utf-8")


@pytest.mark.parametrize(
    ("content", "offset"),
    [
        ("姓名\n方".encode() + b"\xff\xff", 9),
        (codecs.BOM_UTF8 + b"ab\xff", 5),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00", 3),
    ],
)
def test_bytes_in_no_known_encoding_are_refused_with_the_first_bad_byte(content, offset):
    with pytest.raises(UndecodableError) as error:
        decode(content)
    assert error.value.offset == offset


def test_text_with_a_single_nul_is_not_read_as_utf_16():
    assert decode("漆工镇\x00,361126\n".encode()) == ("漆工镇\x00,361126\n", "utf-8")
