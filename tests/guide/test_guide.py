"""The guide inside the portal: each page opens the place that explains it; the converter writes what the guide uses."""

import re

import pytest
from django.urls import reverse

from guide.chapters import DOCS, chapters, places
from guide.markdown import Writer, anchor_of, sections_of
from organizations.models import Contact
from tests.test_access import ADDRESSES, ROWS

# Addresses that answer with a file, JSON or an empty page have no place in the guide.
NO_PAGE = re.compile(
    r"healthz|styleguide|guide:picture|(?<!re)export|download|status|file|template$|original|marked|evidence|slips"
)


def written(text):
    writer = Writer(
        link=lambda target: f"/{target}" if target.endswith(".md") else "",
        picture=lambda target: (f"/p/{target}", 8, 4),
    )
    return "".join(str(writer.html(section)) for section in sections_of(f"# 标题\n{text}"))


def test_every_page_of_the_access_tables_has_a_place_in_the_guide():
    pages = {row.name for row in ROWS if row.method == "get" and 200 in row.expected.values()}

    missing = sorted(name for name in pages if not NO_PAGE.search(name) and name not in places())

    assert missing == [], "name the pages in HELP of the urls.py of their app"


def test_each_named_place_exists():
    anchors = {(slug, heading.text) for slug, chapter in chapters().items() for heading in chapter.headings}

    assert sorted(set(places().values()) - anchors) == []


def test_named_pages_exist():
    assert sorted(set(places()) - set(ADDRESSES)) == []


def test_anchors_of_a_chapter_differ():
    for chapter in chapters().values():
        anchors = [heading.anchor for heading in chapter.headings]
        assert len(anchors) == len(set(anchors)), chapter.slug


def test_every_file_of_the_guide_is_a_chapter():
    assert {path.stem for path in (DOCS / "guide").glob("*.md")} == set(chapters())


def test_link_of_a_page_leads_to_its_anchor(as_user, people, db):
    page = as_user(people.city_manager).get(reverse("tasks:review")).content.decode()

    address = re.search(r'class="help" href="([^"]+)"', page)[1]
    assert address == f"{reverse('guide:chapter', args=['heshi'])}#一-逐份核实"
    assert 'id="一-逐份核实"' in as_user(people.city_manager).get(address).content.decode()


@pytest.mark.parametrize("slug", [slug for slug in chapters() if slug != "README"])
def test_links_and_pictures_of_each_chapter_open(as_user, people, slug):
    client = as_user(people.county_editor)
    page = client.get(reverse("guide:chapter", args=[slug])).content.decode()
    article = page.partition("<article")[2].partition("</article>")[0]

    targets = {target.partition("#")[0] for target in re.findall(r'(?:href|src)="(/[^"]*)"', article)}

    assert {target: client.get(target).status_code for target in targets} == dict.fromkeys(targets, 200)


@pytest.mark.parametrize("name", ["nothing.png", "..%2f..%2fREADME.md", "todo.PNG"])
def test_only_pictures_of_the_guide_are_served(as_user, people, name):
    assert as_user(people.county_editor).get(f"/guide/images/{name}").status_code == 404


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("一行\n接着写", "<p>一行接着写</p>"),
        ("see\nbelow", "<p>see below</p>"),
        ("**要紧**和`命令`", "<p><strong>要紧</strong>和<code>命令</code></p>"),
        ("- 甲\n  续\n- 乙", "<ul><li>甲续</li><li>乙</li></ul>"),
        ("3. 甲\n4. 乙", '<ol start="3"><li>甲</li><li>乙</li></ol>'),
        ("1. 甲\n   - 子\n2. 乙", "<ol><li>甲<ul><li>子</li></ul></li><li>乙</li></ol>"),
        ("[看](heshi.md)", '<p><a href="/heshi.md">看</a></p>'),
        ("见 [外面](../x)。", "<p>见 外面。</p>"),
        ("[回到首页](../x)", ""),
        ("![图](../images/a.png)", '<p><img src="/p/../images/a.png" alt="图" width="8" height="4"></p>'),
        ("```sh\na < b\n# c\n```", "<pre>a &lt; b\n# c</pre>"),
        ("<script>", "<p>&lt;script&gt;</p>"),
    ],
)
def test_converter_writes_what_the_guide_uses(text, html):
    assert written(text) == html


def test_table_has_headings_of_columns_and_rows():
    html = written("| 甲 | 乙 |\n|---|---|\n| 一 | `二` |")

    assert '<th scope="col">甲</th>' in html
    assert '<th scope="row">一</th><td><code>二</code></td>' in html


def test_anchor_has_no_marks():
    assert anchor_of("四、设定目标（市级管理人员）") == "四-设定目标-市级管理人员"


def test_guide_names_whom_to_ask(as_user, people, city):
    Contact.objects.create(organization=city, name="市委组织部组织科", phone="1000-8200001")

    page = as_user(people.county_editor).get(reverse("guide:contents")).content.decode()

    assert "市委组织部组织科" in page
