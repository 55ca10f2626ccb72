from django.urls import path

from organizations.accounts.views import bulk, entrance, manage, own

urlpatterns = [
    path("login/", entrance.login, name="login"),
    path("logout/", entrance.logout, name="logout"),
    path("account/", own.account, name="account"),
    path("account/password/", own.password_change, name="password_change"),
    path("accounts/", manage.accounts, name="accounts"),
    path("accounts/export/", manage.accounts_export, name="accounts_export"),
    path("accounts/new/", manage.account_create, name="account_create"),
    path("accounts/bulk/", bulk.upload, name="accounts_bulk"),
    path("accounts/bulk/template/", bulk.template, name="accounts_bulk_template"),
    path("accounts/bulk/create/", bulk.create, name="accounts_bulk_create"),
    path("accounts/bulk/done/", bulk.done, name="accounts_bulk_done"),
    path("accounts/bulk/slips/", bulk.take_slips, name="accounts_bulk_slips"),
    path("accounts/<int:pk>/", manage.account_edit, name="account_edit"),
    path("accounts/<int:pk>/slip/", manage.account_slip, name="account_slip"),
    path("accounts/<int:pk>/disable/", manage.account_disable, name="account_disable"),
    path("accounts/<int:pk>/enable/", manage.account_enable, name="account_enable"),
    path("accounts/<int:pk>/reset/", manage.account_reset, name="account_reset"),
]
