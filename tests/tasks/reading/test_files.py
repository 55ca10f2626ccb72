"""Plain text in any encoding is read; every other file is refused with a reason."""

import pytest

from tasks.reading import DirectiveError, file_text, files, read, read_file, reader

from .samples import DATA, speech

TEXT = "一、抓好学习\n要在年内完成轮训，不得缺席。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_read_in_any_encoding(encoding):
    assert file_text(TEXT.encode(encoding), "讲话.txt") == TEXT


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_speech_has_the_same_tasks_in_every_encoding(encoding):
    text = (DATA / "speech.txt").read_text(encoding="utf-8")

    assert read_file(text.encode(encoding), "讲话.TXT", year=2020) == speech()


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.txt", "空的"),
        (b"%PDF-1.7 ...", "a.pdf", "不支持"),
        (b"{\\rtf1 ...}", "a.rtf", "不支持"),
        (TEXT.encode(), "a.xlsx", "不支持"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", "旧版"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "加密"),
        (bytes(range(1, 32)) * 40, "a.txt", "编码不对"),
        (b"\xff\xfe\x00\xd8\x00", "a.txt", "编码不对"),
        (b"\x89PNG\r\n\x1a\n" + b"\0\1\2\3" * 50, "a.txt", "不支持"),
    ],
)
def test_other_files_are_refused_with_a_reason(content, name, reason):
    with pytest.raises(DirectiveError, match=reason):
        file_text(content, name)


def test_file_of_the_largest_size_is_read_and_one_byte_more_is_refused(monkeypatch):
    content = TEXT.encode()
    monkeypatch.setattr(files, "LARGEST_FILE", len(content))

    assert file_text(content, "a.txt") == TEXT
    with pytest.raises(DirectiveError, match="超过"):
        file_text(content + b" ", "a.txt")


def test_text_over_the_length_limit_is_refused(monkeypatch):
    monkeypatch.setattr(reader, "LONGEST_TEXT", 10)

    with pytest.raises(DirectiveError, match="过长"):
        read("要" * 11, year=2026)


@pytest.mark.parametrize("text", ["", " \n　\n", "— 3 —"])
def test_a_text_without_words_is_refused(text):
    with pytest.raises(DirectiveError, match="没有可读的文字"):
        read(text, year=2026)
