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
                "contact.set": _("设置平台联系人"),
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
            },
            group=_("组织机构"),
        )
        labels.register_changes(
            {
                "added": _("新增单位"),
                "changed": _("变更单位"),
                "unchanged": _("无变化的单位"),
                "missing": _("文件中缺少的单位"),
                "merged": _("并入的单位"),
                "aliases": _("别名、曾用名"),
                "parent_code": _("上级代码"),
            }
        )
