import io
import re

import openpyxl
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import AuditEntry
from organizations.models import User
from tests.factories import make_organization, make_user

HEADER = ["单位代码", "单位名称", "姓名", "角色", "账号", "科室", "工作电话", "邮箱"]


@pytest.fixture
def manager(client, county):
    manager = make_user(county, "manager", name="方圆")
    client.force_login(manager)
    return manager


def workbook(*rows, header=HEADER, above=()):
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet()
    for number, row in enumerate([*above, header, *rows]):
        sheet.write_row(number, 0, row)
    book.close()
    return SimpleUploadedFile("账号.xlsx", content.getvalue())


def text_file(text, encoding="utf-8"):
    return SimpleUploadedFile("账号.csv", text.encode(encoding))


def row(**values):
    cells = {"单位代码": "361126104000", "姓名": "何苗", "角色": "填报"} | values
    return [cells.get(header, "") for header in HEADER]


def upload(client, file):
    return client.post(reverse("accounts_bulk"), {"file": file})


def create(client, preview):
    return client.post(reverse("accounts_bulk_create"), {"table": preview.context["signed"]})


def problems(response):
    return [(problem.cell, problem.text) for problem in response.context["sheet"].problems]


def test_preview_stores_nothing(client, manager, township):
    response = upload(client, workbook(row()))

    assert "共 1 个账号，没有问题。" in response.content.decode()
    assert User.objects.count() == 1


def test_confirmed_table_creates_all_accounts(client, manager, township, village):
    preview = upload(
        client, workbook(row(), row(姓名="李娟", 角色="管理", 账号="lijuan", 单位代码="", 单位名称="湖塘村"))
    )

    create(client, preview)

    stored = User.objects.get(username="lijuan")
    assert (stored.role, stored.organization, stored.must_change_password) == ("manager", village, True)
    assert User.objects.get(username="hemiao").organization == township
    assert AuditEntry.objects.filter(action="account.created").count() == 2


def test_result_sheet_holds_the_passwords_and_can_be_downloaded_once(client, manager, township):
    create(client, upload(client, workbook(row())))

    first = client.post(reverse("accounts_bulk_slips"))
    second = client.post(reverse("accounts_bulk_slips"))

    sheet = openpyxl.load_workbook(io.BytesIO(first.getvalue())).active
    cells = [[cell.value for cell in line] for line in sheet.iter_rows()][-1]
    assert cells[:4] == ["漆工镇", "何苗", "填报", "hemiao"]
    assert User.objects.get(username="hemiao").check_password(cells[4])
    assert second.status_code == 302


def test_page_says_when_the_result_sheet_is_gone(client, manager, township):
    create(client, upload(client, workbook(row())))
    before = client.get(reverse("accounts_bulk_done")).content.decode()
    client.post(reverse("accounts_bulk_slips"))

    after = client.get(reverse("accounts_bulk_done")).content.decode()

    assert "已创建 1 个账号" in before
    assert "不能再次下载" in after


@pytest.mark.parametrize(
    ("values", "cell", "message"),
    [
        ({"单位代码": ""}, "B2", "没有填写单位"),
        ({"单位代码": "361125000000"}, "A2", "没有找到“361125000000”"),
        ({"单位代码": "", "单位名称": "上饶市"}, "B2", "没有找到“上饶市”"),
        ({"姓名": ""}, "C2", "没有填写姓名"),
        ({"姓名": "何" * 61}, "C2", "最多 60 个字"),
        ({"角色": "主任"}, "D2", "角色只能填"),
        ({"角色": ""}, "D2", "角色只能填"),
        ({"账号": "何苗"}, "E2", "账号须为"),
        ({"账号": "taken"}, "E2", "已经有人使用"),
        ({"科室": "科" * 61}, "F2", "最多 60 个字"),
        ({"工作电话": "没有"}, "G2", "电话格式不对"),
        ({"邮箱": "没有"}, "H2", "邮箱格式不对"),
    ],
)
def test_bad_cell_is_named_with_reason_and_fix(client, manager, township, other_county, values, cell, message):
    make_user(township, username="taken")

    response = upload(client, workbook(row(**values)))

    [(found, text)] = problems(response)
    assert found == cell
    assert message in text


def test_one_bad_row_stops_all(client, manager, township):
    response = upload(client, workbook(row(), row(角色="主任"), row()))

    assert response.context["signed"] == ""
    assert [cell for cell, _text in problems(response)] == ["D3"]


def test_table_is_checked_again_when_it_is_confirmed(client, manager, township):
    """Another account took the login name between preview and confirmation."""
    preview = upload(client, workbook(row(账号="wangfang"), row()))
    make_user(township, username="wangfang")

    response = create(client, preview)

    assert [cell for cell, _text in problems(response)] == ["E2"]
    assert not User.objects.filter(username="hemiao").exists()


def test_same_table_confirmed_twice_gives_a_message(client, manager, township):
    preview = upload(client, workbook(row(账号="wangfang")))
    create(client, preview)

    response = create(client, preview)

    assert "已经有人使用" in response.content.decode()
    assert User.objects.filter(name="何苗").count() == 1


def test_missing_login_names_are_made_from_the_name(client, manager, township):
    make_user(township, username="hemiao")

    response = upload(client, workbook(row(), row(), row(账号="hemiao3"), row(姓名="Li·Wei"), row(姓名="阿")))

    made = [each["username"] for each in response.context["sheet"].rows]
    assert made == ["hemiao2", "hemiao4", "hemiao3", "liwei", "usera"]


def test_name_twice_in_the_table_is_refused(client, manager, township):
    response = upload(client, workbook(row(账号="wangfang"), row(账号="WangFang")))

    assert [cell for cell, _text in problems(response)] == ["E3"]


def test_template_filled_in_is_understood(client, manager, township):
    template = client.get(reverse("accounts_bulk_template")).getvalue()
    book = openpyxl.load_workbook(io.BytesIO(template))
    book.active.append(row(单位代码=361126104000))
    content = io.BytesIO()
    book.save(content)

    response = upload(client, SimpleUploadedFile("模板.xlsx", content.getvalue()))

    assert [each["organization"] for each in response.context["sheet"].rows] == [township]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_of_any_usual_encoding_is_understood(client, manager, township, encoding):
    response = upload(client, text_file("单位名称,姓名,角色\n漆工镇,何苗,填报\n", encoding))

    assert [each["name"] for each in response.context["sheet"].rows] == ["何苗"]


def test_workbook_that_is_called_csv_is_understood(client, manager, township):
    file = workbook(row())
    file.name = "账号.csv"

    assert [each["name"] for each in upload(client, file).context["sheet"].rows] == ["何苗"]


def test_nuls_in_a_file_are_dropped(client, manager, township):
    response = upload(client, text_file("单位名称,姓名,角色\n漆工\x00镇,何\x00苗,填报\n"))

    assert [each["name"] for each in response.context["sheet"].rows] == ["何苗"]


def test_empty_rows_and_a_title_above_the_table_are_skipped(client, manager, township):
    response = upload(client, workbook([""], row(), [""], row(), above=[["弋阳县账号"], [""]]))

    assert len(response.context["sheet"].rows) == 2


def sparse():
    """A workbook with cells in two opposite corners; the full grid between them would not fit into memory."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet()
    sheet.write(0, 0, "姓名")
    sheet.write(1048575, 0, "何苗")
    sheet.write(1048575, 16383, "何苗")
    book.close()
    return SimpleUploadedFile("大.xlsx", content.getvalue())


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: workbook(), "表头下面没有内容"),
        (lambda: workbook(["何苗"], header=["名字"]), "没有找到表头"),
        (lambda: text_file(" \n,\n"), "文件里没有内容"),
        (lambda: SimpleUploadedFile("x.xlsx", b"PK\x03\x04broken"), "文件不完整或已损坏"),
        (lambda: SimpleUploadedFile("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "旧式 .xls 文件或加了密码"),
        (lambda: SimpleUploadedFile("x.csv", b"\xff\xfe\x00\xd8"), "第 3 个字节起无法识别为文字"),
        (sparse, "第 5000 行以后还有内容"),
        (lambda: workbook(*[row()] * 1001), "共 1001 行，一次最多 1000 行"),
        (lambda: SimpleUploadedFile("x.csv", b"x" * (5 * 1024 * 1024 + 1)), "文件超过 5 MB"),
        (lambda: SimpleUploadedFile("x.csv", b""), "所提交的是空文件。"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_unusable_file_is_refused_with_what_to_do(client, manager, township, make, message):
    response = upload(client, make())

    assert response.status_code == 200
    assert message in response.content.decode()


def test_preview_of_another_user_cannot_be_confirmed(client, manager, township, county):
    preview = upload(client, workbook(row()))
    client.force_login(make_user(county, "manager"))

    response = client.post(reverse("accounts_bulk_create"), {"table": preview.context["signed"]}, follow=True)

    assert "预览已过期" in response.content.decode()
    assert not User.objects.filter(username="hemiao").exists()


def test_altered_preview_cannot_be_confirmed(client, manager, township):
    signed = upload(client, workbook(row())).context["signed"]

    response = client.post(reverse("accounts_bulk_create"), {"table": signed[:-3] + "abc"}, follow=True)

    assert "预览已过期" in response.content.decode()


def test_formula_like_text_stays_text_in_the_result_sheet(client, manager, township):
    create(client, upload(client, workbook(row(姓名="@SUM(A1)"))))

    response = client.post(reverse("accounts_bulk_slips"))

    sheet = openpyxl.load_workbook(io.BytesIO(response.getvalue())).active
    assert [line[1].value for line in sheet.iter_rows()][-1] == "'@SUM(A1)"


def test_many_accounts_take_few_queries(client, manager, county, django_assert_max_num_queries):
    for number in range(20):
        make_organization(f"第{number}镇", parent=county, code=f"3611261{number:05d}")
    rows = [row(单位代码=f"3611261{number % 20:05d}", 姓名=f"何苗{number}") for number in range(200)]
    preview = upload(client, workbook(*rows))

    with django_assert_max_num_queries(60):
        create(client, preview)

    assert User.objects.count() == 201
    assert re.fullmatch(r"hemiao\d+", User.objects.get(name="何苗7").username)
