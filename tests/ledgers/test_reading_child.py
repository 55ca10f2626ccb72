"""A file is read in a child process: if the file crashes the reader, the worker continues with the next file."""

import io
import zipfile

import pytest

from files.errors import FileError
from ledgers import actions, preview, worker
from ledgers.reading_child import ReadingFaultError, in_fork, in_new_process
from tests.factories import make_user
from tests.ledgers.child_work import eat_memory, fail, refuse, take_forever
from tests.ledgers.test_flow import GOOD, upload, workbook, worked


@pytest.mark.parametrize("start", [in_fork, in_new_process])
@pytest.mark.parametrize(
    ("function", "code", "seconds"),
    [(eat_memory, "too_much_memory", 60), (take_forever, "too_slow", 1), (refuse, "too_large", 60)],
)
def test_reason_why_the_reader_died_is_given_in_chinese(start, function, code, seconds):
    with pytest.raises(FileError) as caught:
        start(function, seconds=seconds, megabytes=200)

    assert caught.value.code == code
    assert caught.value.message.endswith("。")


def test_bug_in_the_reader_is_reported_differently_from_a_bad_file():
    with pytest.raises(ReadingFaultError, match="a bug"):
        in_fork(fail, seconds=60, megabytes=200)


def bomb():
    """A workbook whose sheet unpacks to hundreds of megabytes."""
    source, target = io.BytesIO(workbook(GOOD)), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b"</sheetData>", b"<row/>" * 50_000_000 + b"</sheetData>")
            new.writestr(name, content)
    return target.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("台账.xlsx", bomb),
        ("台账.xlsx", lambda: workbook(GOOD)[:-200]),
        ("台账.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096),
        ("台账.xlsx", lambda: b"MZ\x90\x00" + b"\0" * 4096),
        ("台账.csv", lambda: b"\x00" * 10_000),
        ("台账.exe", lambda: b"MZ"),
        ("台账.xlsx", lambda: b""),
    ],
)
def test_worker_refuses_a_malicious_file_and_reads_the_next(name, data, county, village):
    editor = make_user(county, "editor")

    bad = worked(actions.upload(data=data(), file_name=name, by=editor))
    good = upload(editor, GOOD)

    assert (bad.state, bad.message.endswith("。")) == ("refused", True)
    assert (good.state, good.new_count) == ("previewed", 1)


@pytest.mark.django_db
def test_file_is_refused_when_the_reader_runs_out_of_time(county, village, settings, monkeypatch):
    settings.LEDGER_READING_SECONDS = 0
    editor = make_user(county, "editor")
    batch = actions.upload(data=workbook(GOOD), file_name="台账.xlsx", by=editor)

    worker.work_on(batch.pk)

    batch.refresh_from_db()
    assert (batch.state, "时间过长" in batch.message) == ("refused", True)


@pytest.mark.django_db
def test_all_attempts_to_read_a_file_share_one_time_limit(county, village, settings, monkeypatch):
    settings.LEDGER_READING_SECONDS = 100
    allowed = []

    def reading(*args, seconds, **options):
        allowed.append(seconds)
        return in_fork(*args, seconds=seconds, **options)

    monkeypatch.setattr(preview, "in_fork", reading)

    preview.prepare(
        workbook(GOOD, title="网格整合台账"), "台账.xlsx", by=make_user(county, "editor"), default_year=2026
    )

    assert len(allowed) == 2
    assert 100 >= allowed[0] > allowed[1]
