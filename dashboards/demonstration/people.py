"""Invented people. Six of them can sign in; the others only enter and verify figures."""

from random import Random

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, User

PASSWORD = "Yanshi-2026-Shangrao"  # noqa: S105 (public: it opens invented data only)
COUNTY = "361126000000"  # 弋阳县
TOWNSHIP = "361126102000"  # 漆工镇

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章"
GIVEN = "敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英文博宇欣然浩晨怡佳慧颖俊峰建华志远国栋"

# username, code of the organization, role, name, office, what the start page says of the account
ACCOUNTS = [
    ("shi-lingdao", "361100000000", "viewer", "周敏", _("市委办公室"), _("市领导，查看全市")),
    ("shi-guanli", "361100000000", "manager", "陈立", _("市委组织部"), _("市委组织部管理员，部署、核实、督办")),
    ("shi-fuhe", "361100000000", "manager", "曹岚", _("市委组织部"), _("市委组织部第二管理员，核实本级事项")),
    ("xian-guanli", COUNTY, "manager", "方圆", _("县委组织部"), _("弋阳县委组织部管理员，核实乡镇、分解任务")),
    ("xian-tianbao", COUNTY, "editor", "李娟", _("县委组织部"), _("弋阳县委组织部填报员，填报进展、导入台账")),
    ("zhen-tianbao", TOWNSHIP, "editor", "何苗", _("党建办"), _("漆工镇党建办填报员")),
]
DEPARTMENTS = ["组织部", "宣传部", "政法委", "民政局", "财政局", "农业农村局", "人力资源和社会保障局"]


def person_name(seed):
    """An invented name; the same seed gives the same one."""
    random = Random(f"name-{seed}")  # noqa: S311 (no secret)
    return random.choice(SURNAMES) + "".join(random.sample(GIVEN, random.choice([1, 2, 2])))


def person_names(seed, size):
    """Return ``size`` different names."""
    names, number = {}, 0
    while len(names) < size:
        names[person_name(f"{seed}-{number}")] = True
        number += 1
    return list(names)


def create_accounts():
    """Create the accounts of ``ACCOUNTS`` and return ``{username: account}``."""
    units = {unit.code: unit for unit in Organization.objects.filter(code__in={code for _u, code, *_ in ACCOUNTS})}
    password = make_password(PASSWORD)  # hashing takes a good part of a second: once for all of them
    return {
        username: User.objects.create(
            username=username, password=password, organization=units[code], role=role, name=name, office=str(office)
        )
        for username, code, role, name, office, _purpose in ACCOUNTS
    }


def accounts_here():
    """``(username, password, purpose)`` of the accounts that can sign in to the demonstration loaded here."""
    names = [username for username, *_rest in ACCOUNTS]
    users = User.objects.with_unit().filter(username__in=names, sees_demonstration=True, is_active=True)
    usernames = set(users.values_list("username", flat=True))
    return [(username, PASSWORD, purpose) for username, *_rest, purpose in ACCOUNTS if username in usernames]


def create_staff(counties):
    """Create an editor and a manager for each county and an editor for each township; none of them can sign in.

    Returns ``{(organization pk, role): account}``.
    """
    townships = Organization.objects.filter(parent__in=counties).territory()
    staff = [_member(unit, role, _("县委组织部")) for unit in counties for role in ("editor", "manager")]
    staff += [_member(unit, "editor", _("党建办")) for unit in townships]
    User.objects.bulk_create(staff)
    members = User.objects.filter(organization__in=[*counties, *townships], username__startswith="yanshi-")
    return {(member.organization_id, member.role): member for member in members}


def _member(unit, role, office):
    member = User(
        username=f"yanshi-{unit.code}-{role}",
        name=person_name(f"{unit.code}-{role}"),
        organization=unit,
        role=role,
        office=str(office),
    )
    member.set_unusable_password()
    return member
