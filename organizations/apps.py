from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from audit import labels


class OrganizationsConfig(AppConfig):
    name = "organizations"
    verbose_name = _("组织机构和账号")

    def ready(self):
        from organizations.accounts import signals  # noqa: F401 (connects itself)

        labels.register(
            {
                "organization.loaded": _("导入组织机构"),
                "organization.created": _("新增单位"),
                "organization.changed": _("导入时变更单位"),
                "organization.renamed": _("单位更名"),
                "organization.corrected": _("更正单位信息"),
                "organization.aliases_changed": _("修改单位别名"),
                "organization.moved": _("调整上级单位"),
                "organization.ended": _("停用单位"),
                "organization.merged": _("合并单位"),
                "organization.reopened": _("恢复单位"),
                "organization.deleted": _("删除误录单位"),
                "organization.marked_demonstration": _("标记为演示数据"),
            }
        )
