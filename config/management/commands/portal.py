import errno
import json
import os
import socket
import subprocess
import sys
from contextlib import closing, nullcontext

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.runtime import demonstration, hold_lock
from config.waiting import waiting_room
from organizations.models import Organization

REFUSALS = {
    errno.EADDRINUSE: gettext_lazy(
        "端口 %(port)s 已被占用，请换一个，例如：PORT=8001 make run。（Port %(port)s is already in use.）"
    ),
    errno.EACCES: gettext_lazy("没有权限使用端口 %(port)s，请用 1024 以上的端口。（No permission for port %(port)s.）"),
}
UNREACHABLE = gettext_lazy(
    "连不上数据库，请检查 DATABASE_URL 和数据库服务：%(reason)s。（The database of DATABASE_URL cannot be reached.）"
)
UNUSABLE = gettext_lazy(
    "无法在 %(host)s:%(port)s 上提供服务，请检查 HOST 和 PORT。（Cannot serve on %(host)s:%(port)s.）"
)


AS_ROOT = gettext_lazy("正以 root 身份运行，正式使用请换成专用账号，见 docs/deploy.md。（Running as root.）")


class Command(BaseCommand):
    help = "Prepare the database and run web server, worker and beat together until Ctrl-C."

    def handle(self, **options):
        host, port = free_address(settings.HOST, settings.PORT)
        if os.geteuid() == 0 and not settings.DEBUG:
            self.stdout.write(str(AS_ROOT))
        with closing(hold_lock()) as lock, closing(hold_address(host, port)) as name:
            require_database()
            self.prepare((host, port))
            free_address(host, port)  # preparing takes minutes, in which another program may have taken it
            plan = {
                "commands": commands(host, port),
                "address": [host, port],
                "announcement": announcement(host, port),
                "farewell": _("正在停止，后台作业最多再等二十秒（再按一次 Ctrl-C 立即结束）……"),
                "held": [lock.fileno(), name.fileno()],
            }
            connections.close_all()
            become_supervisor(plan)

    def prepare(self, address):
        """Migrate the database and, on the first start of a demonstration, load its data.

        Until that is done, whoever opens the address is told what is being done.
        """
        with waiting_room(address) if needs_migrating() or needs_demonstration() else nullcontext() as room:
            if needs_migrating():
                self.tell(room, _("正在准备数据库……"))
                call_command("migrate", verbosity=0, interactive=False)
            if not settings.DEBUG:
                call_command("collectstatic", verbosity=0, interactive=False)
            if needs_demonstration():
                self.tell(room, _("首次启动，正在装入演示数据……"))
                self.load_demonstration(room)

    def tell(self, room, sentence):
        self.stdout.write(sentence)
        self.stdout.flush()
        room.say(sentence)

    def load_demonstration(self, room):
        """Load the demonstration in another process: the memory that it needs is free again afterwards."""
        command = [sys.executable, "-u", "manage.py", "load_demo"]
        with subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 (our own command)
            for line in process.stdout:
                self.tell(room, line.rstrip())
        if process.returncode:
            raise CommandError(_("演示数据未能装入，原因见上。"))


def free_address(host, port):
    """Return ``(address, port)`` to serve on; raise ``CommandError`` with the reason when it cannot be used."""
    try:
        if not 0 < int(port) < 2**16:  # getaddrinfo would read 99999 as 34463
            raise OverflowError
        family, kind, _proto, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, ValueError, OverflowError) as error:
        raise refusal(error, host, port) from error
    return address[:2]


def hold_address(host, port):
    """Return a socket whose name keeps other portals from ``host`` and ``port`` while it is open.

    Between the check and the first answer nothing listens yet, and granian listens beside another granian without an
    error. The kernel frees the name when the last process ends. Raises ``CommandError`` when a portal holds it.
    """
    name = socket.socket(socket.AF_UNIX)
    if sys.platform == "linux":  # the only system with names that are not files
        try:
            name.bind(f"\0keytasks-portal {host}:{port}")
        except OSError as error:
            name.close()
            raise refusal(error, host, port) from error
    return name


def refusal(error, host, port):
    """The ``CommandError`` that explains why ``host`` and ``port`` cannot be used."""
    sentence = REFUSALS.get(getattr(error, "errno", None), UNUSABLE)
    return CommandError(sentence % {"host": host, "port": port})


def require_database():
    """Raise ``CommandError`` with the reason when no connection to the database can be made."""
    try:
        connections["default"].ensure_connection()
    except DatabaseError as error:
        raise CommandError(UNREACHABLE % {"reason": " ".join(str(error).split())}) from error


def needs_migrating():
    executor = MigrationExecutor(connections["default"])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def needs_demonstration():
    """Whether this is the first start of a demonstration. Without any tables yet it is one, too."""
    if not settings.DEMO or not demonstration():
        return False
    return needs_migrating() or not Organization.objects.exists()


def commands(host, port):
    """Return the commands of the three processes. One terminal shows all their output, so they log warnings only."""
    celery = [
        # This command has warned already in one line. Celery's warning is about pickle; the jobs use JSON.
        *(sys.executable, "-W", "ignore:You're running the worker with superuser privileges"),
        *("-m", "celery", "--quiet", "--no-color", "-A", "config"),
    ]
    return {
        "web": [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"),
            *("--host", host, "--port", str(port)),
            *("--workers", str(settings.WEB_WORKERS), "--blocking-threads", str(settings.WEB_THREADS)),
            *("--respawn-failed-workers", "--workers-kill-timeout", "10"),
            "config.wsgi:application",
        ],
        "worker": [
            *(*celery, "worker", "--loglevel", "warning"),
            *("--without-gossip", "--without-mingle", "--without-heartbeat"),
        ],
        "beat": [*celery, "beat", "--loglevel", "warning", "--pidfile", ""],
    }


def announcement(host, port):
    """Return the text for the terminal when the portal answers: its address and the demonstration accounts."""
    url_host = f"[{host}]" if ":" in host else host
    lines = [_("门户已启动：%(url)s（按 Ctrl-C 停止）") % {"url": f"http://{url_host}:{port}/"}]
    accounts = demonstration().accounts() if demonstration() else []
    if accounts:
        lines.append(_("演示账号："))
        lines += [
            _("  %(username)s，密码 %(password)s，%(who)s") % {"username": username, "password": password, "who": who}
            for username, password, who in accounts
        ]
    return "\n".join(["", *lines, ""])


def become_supervisor(plan):
    """Replace this process, which holds all of Django in memory, with the small supervisor."""
    sys.stdout.flush()
    for held in plan["held"]:
        os.set_inheritable(held, True)
    os.chdir(settings.BASE_DIR)
    os.execv(sys.executable, [sys.executable, str(settings.BASE_DIR / "config" / "supervisor.py"), json.dumps(plan)])  # noqa: S606
