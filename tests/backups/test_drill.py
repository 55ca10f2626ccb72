"""A portal with an import, evidence and a sealed history is restored on an empty machine and moved to another database.

The other machine is another process with a database and folders of its own.
"""

import os
import subprocess
import sys
from datetime import timedelta
from uuid import uuid4

import psycopg2
import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from audit import heads, sealing
from audit.models import AuditEntry
from backups import restoring
from backups.archive import Archive
from governance.models import Grid
from tasks import actions
from tests.ledgers.test_flow import GOOD, upload, worked
from tests.processes import database_url
from tests.tasks.worlds import make_assignment

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]
NEW_GRID = (
    "from governance.models import Grid; grid = Grid.objects.first(); grid.pk = None; grid.grid_name = '新'; "
    "grid.save(); print('key', grid.pk)"
)
PDF = b"%PDF-1.4 minutes"


@pytest.fixture(autouse=True)
def folders(settings, tmp_path, shared_database):
    """The private files and the other files of the portal of the test."""
    private = tmp_path / "private"
    private.mkdir()
    settings.PRIVATE_ROOT, settings.VAR_DIR = private, tmp_path
    location = {"location": str(private)}
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": location}
    }


@pytest.fixture
def used(village, county, people, today):
    """A portal in use: ledger rows from a file, a report with evidence, seals; returns the key of a deleted row."""
    from ledgers import actions as imports

    batch = upload(people.county_editor, GOOD)
    imports.confirm(batch, mode="good", by=people.county_editor)
    assert worked(batch).state == "stored"
    report = actions.save_draft(
        make_assignment(county), today.replace(day=1), by=people.county_editor, on=today, version=0, progress=50
    )
    actions.add_evidence(report, by=people.county_editor, content=PDF, name="会议纪要.pdf")
    mistake = Grid.objects.create(organization=village, year=2026, grid_name="误建", entered_by=people.county_editor)
    last_key = mistake.pk
    mistake.delete()
    sealing.seal_all(now=timezone.now() + timedelta(hours=1))
    assert heads.recall()
    return last_key


class Machine:
    """A machine: a database, and a folder for everything else."""

    def __init__(self, folder, url):
        self.folder, self.url = folder, url
        folder.mkdir(exist_ok=True)

    def manage(self, *arguments, **variables):
        """Run ``manage.py`` there; returns what it says. Fails unless it ends with 0."""
        done = self.run(*arguments, **variables)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def run(self, *arguments, **variables):
        environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "tests.backups.settings",
            "SECRET_KEY": settings.SECRET_KEY,
            "AUDIT_SEAL_KEY": settings.AUDIT_SEAL_KEY,
            "ALLOWED_HOSTS": "localhost",
            "VAR_DIR": str(self.folder),
            "PRIVATE_ROOT": str(self.folder / "private"),
            "DATABASE_URL": self.url,
        } | variables
        command = [sys.executable, "manage.py", *map(str, arguments)]
        return subprocess.run(
            command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False
        )


@pytest.fixture
def empty_machine(tmp_path):
    """``empty_machine()`` makes another machine: on PostgreSQL a database on the same server, else a file."""
    made = []

    def make():
        name = f"drill_{uuid4().hex}"
        if connection.vendor == "postgresql":
            _execute(f"CREATE DATABASE {name}")
            made.append(name)
            return Machine(tmp_path / name, f"{database_url().rpartition('/')[0]}/{name}")
        return Machine(tmp_path / name, f"sqlite:///{tmp_path / name}/portal.sqlite3")

    yield make
    for name in made:
        _execute(f"DROP DATABASE {name} WITH (FORCE)")


def _execute(statement):
    server = psycopg2.connect(database_url().rpartition("/")[0] + "/postgres")
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(statement)
    server.close()


def backed_up(parent, machine=None):
    """Make a backup in a new folder, here or on another machine, and return its ``Archive``."""
    (machine.manage if machine else call_command)("backup", parent)
    (folder,) = parent.iterdir()
    return Archive(folder)


def same(ours, theirs):
    """Whether two backups have the same rows, keys and files."""
    names = "migrations", "tables", "files", "head", "keys"
    return {name: ours.manifest[name] for name in names} == {name: theirs.manifest[name] for name in names}


def test_restored_portal_is_the_same_row_by_row_and_file_by_file(used, empty_machine, tmp_path):
    archive = backed_up(tmp_path / "backups")
    machine = empty_machine()

    machine.manage("restore", archive.folder)

    assert "校验通过" in machine.manage("verify_audit")
    assert same(archive, backed_up(tmp_path / "again", machine))
    assert archive.manifest["tables"]["governance.Grid"]["last_key"] == used
    assert archive.manifest["tables"]["tasks.Evidence"]["rows"] == 1
    assert archive.manifest["missing"] == []
    assert f"key {used + 1}" in machine.manage("shell", "-c", NEW_GRID)  # not that of the deleted row
    assert machine.folder.joinpath("audit-head").read_text() == heads.path().read_text()


def test_moved_database_is_the_same_row_by_row(used, empty_machine, tmp_path):
    machine = empty_machine()

    # In another process: a test may not open other databases.
    assert "逐行核对一致" in Machine(tmp_path, database_url()).manage("move_to", machine.url)

    machine.folder.joinpath("private").symlink_to(settings.PRIVATE_ROOT)
    machine.folder.joinpath("audit-head").write_text(heads.path().read_text())
    assert "校验通过" in machine.manage("verify_audit")
    assert same(backed_up(tmp_path / "here"), backed_up(tmp_path / "there", machine))


def test_damaged_backup_is_refused(used, tmp_path):
    archive = backed_up(tmp_path / "backups")
    evidence = next(path for path in archive.files.rglob("*") if path.is_file() and path.read_bytes() == PDF)
    evidence.write_bytes(b"%PDF-1.4 forged")
    archive.rows_file("tasks.Evidence").unlink()

    with pytest.raises(CommandError, match=r"(?s)缺少文件：rows/tasks\.Evidence.*不一致：files"):
        call_command("verify_backup", archive.folder)
    with pytest.raises(CommandError, match="不一致"):
        call_command("restore", archive.folder)


def test_portal_in_use_is_never_overwritten(used, tmp_path):
    archive = backed_up(tmp_path / "backups")
    count = AuditEntry.objects.count()

    with pytest.raises(CommandError, match="只能恢复到空的数据库"):
        call_command("restore", archive.folder)

    assert AuditEntry.objects.count() == count


def test_backup_of_another_version_is_refused(tmp_path):
    archive = backed_up(tmp_path / "backups")
    archive.manifest["migrations"].pop()

    with pytest.raises(ValidationError, match="请先安装备份所用的版本"):
        restoring.check_restorable(archive)


def test_files_of_another_portal_are_never_overwritten(tmp_path):
    archive = backed_up(tmp_path / "backups")
    (settings.PRIVATE_ROOT / "note.txt").touch()

    with pytest.raises(ValidationError, match="不是空的"):
        restoring.check_restorable(archive)


def test_other_seal_key_is_pointed_out(tmp_path, settings):
    archive = backed_up(tmp_path / "backups")
    settings.AUDIT_SEAL_KEY = "another"

    assert restoring.foreign_keys_of(archive) == ["AUDIT_SEAL_KEY"]


def test_interrupted_backup_leaves_nothing(used, tmp_path, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("backups.writing.shutil.copy2", full)

    with pytest.raises(CommandError, match="No space left"):
        call_command("backup", tmp_path / "backups")

    assert list((tmp_path / "backups").iterdir()) == []


def test_only_the_newest_backups_are_kept(used, tmp_path, monkeypatch):
    for day in range(1, 5):
        moment = timezone.now().replace(month=11, day=day)
        monkeypatch.setattr("django.utils.timezone.localtime", lambda moment=moment: moment)
        call_command("backup", tmp_path / "backups", keep=2)

    names = sorted(folder.name[:10] for folder in (tmp_path / "backups").iterdir())
    assert [name[-2:] for name in names] == ["03", "04"]
    files = [path for path in (tmp_path / "backups").rglob("*") if path.is_file() and path.read_bytes() == PDF]
    assert len({path.stat().st_ino for path in files}) == 1 < len(files)  # linked, not copied
