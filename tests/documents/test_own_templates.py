"""An office uses its own Word template, and the built-in one again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.actions import templates
from documents.models import Document, DocumentTemplate
from tests.documents.test_papers import made, texts
from tests.documents.test_templates import word


def posted(client, content, name="本县模板.docx"):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("documents:template-upload", args=["circular"]), {"file": file})


def test_papers_are_made_with_the_template_of_the_unit(circular, county, township, people, as_user):
    answer = posted(as_user(people.county_manager), word("本县：{{ title }}，按期率{{ figures.on_time }}"))

    document = made(circular, county, by=people.county_editor)

    assert answer.status_code == 302
    assert texts(document) == [f"本县：{document.title}，按期率—"]
    assert document.template.file_name == "本县模板.docx"


def test_another_unit_keeps_the_builtin_template(circular, county, city, people):
    templates.upload(circular, county, content=word("{{ title }}"), name="a.docx", by=people.county_manager)

    assert made(circular, city, by=people.city_manager).template is None


def test_wrong_placeholder_is_refused_and_nothing_is_stored(county, people, as_user):
    page = posted(as_user(people.county_manager), word("{{ titel }}"))

    assert "没有“titel”这个占位符，最接近的是“title”。" in page.content.decode()
    assert DocumentTemplate.objects.count() == 0


def test_file_that_is_too_large_is_refused(county, people, as_user, monkeypatch):
    monkeypatch.setattr(templates, "LARGEST_FILE", 1000)

    page = posted(as_user(people.county_manager), word("{{ title }}"))

    assert "请压缩其中的图片" in page.content.decode()


def test_new_template_replaces_the_old_one_which_is_kept(circular, county, people):
    for name in ("一.docx", "二.docx"):
        templates.upload(circular, county, content=word("{{ title }}"), name=name, by=people.county_manager)

    assert DocumentTemplate.objects.of("circular", county).file_name == "二.docx"
    assert DocumentTemplate.objects.count() == 2


def test_builtin_template_can_be_used_again(circular, county, people, as_user):
    templates.upload(circular, county, content=word("{{ title }}"), name="a.docx", by=people.county_manager)
    client = as_user(people.county_manager)

    client.post(reverse("documents:template-reset", args=["circular"]))
    document = made(circular, county, by=people.county_editor)

    assert (document.template, len(texts(document)) > 5) == (None, True)


def test_template_in_use_and_the_builtin_one_are_downloaded(circular, county, people, as_user):
    own = word("{{ title }}")
    templates.upload(circular, county, content=own, name="a.docx", by=people.county_manager)
    client, url = as_user(people.county_manager), reverse("documents:template-download", args=["circular"])

    assert client.get(url).content == own
    assert client.get(url, {"builtin": "1"}).content == circular.template.read_bytes()


def test_template_whose_file_is_gone_fails_with_a_sentence(circular, county, people):
    template = templates.upload(circular, county, content=word("{{ title }}"), name="a.docx", by=people.county_manager)
    template.file.storage.delete(template.file.name)

    document = made(circular, county, by=people.county_editor)

    assert (document.making, document.message) == ("failed", "模板文件已不在存储中，请重新上传模板。")


@pytest.mark.parametrize("content", [b"", b"PK", b"x" * 10])
def test_upload_of_anything_else_gives_a_sentence(county, people, as_user, content):
    page = posted(as_user(people.county_manager), content)

    assert page.status_code == 200
    assert page.context["form"].errors["file"]
    assert Document.objects.count() == 0
