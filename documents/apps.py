from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = _("公文")

    def ready(self):
        from audit import labels
        from documents import search, todo
        from documents.labels import LABELS
        from notices.todo import provide_todo
        from search.providers import provide_search

        autodiscover_modules("documents")
        labels.register(LABELS, group=_("公文"))
        provide_search(search.DOCUMENTS)
        provide_todo(todo.KINDS, rows=todo.waiting_rows, waiting=todo.waiting)
