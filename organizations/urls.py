from django.urls import include, path

from organizations import contacts, views

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("organizations.accounts.urls")),
    path("contact/", contacts.contact, name="contact"),
    path("units/", views.own_unit, name="organizations"),
    path("units/<str:code>/", views.unit, name="unit"),
    path("units/<str:code>/export/", views.export, name="unit-export"),
]

HELP = {
    "README#登录": "login account password_change",
    "README#通用的几件事": "home",
    "guanliyuan#二、组织机构": "organizations unit",
    "guanliyuan#五、账号批量开通": "accounts_bulk accounts_bulk_create accounts_bulk_done",
    "guanliyuan#十、平台联系人": "contact",
    "heshi#六、账号管理": "accounts account_create account_edit account_disable account_slip",
}
