"""Messages that are told at once: one for a person and event, the way that the person has chosen."""

from datetime import date

import pytest

from audit.models import AuditEntry
from audit.presentation import as_text, lines
from notices import actions, digest, messages
from notices.models import Message, OutboxMail, Preference
from tests.factories import make_user

DAY = date(2026, 11, 2)
KIND = Message.Kind.HANDED_DOWN


def tell(*units, kind=KIND, count=1, **options):
    lines = {unit.pk: [messages.line(kind, f"“任务{number}”已下达。") for number in range(count)] for unit in units}
    messages.tell(lines, kind=kind, day=DAY, **options)


def test_each_person_of_the_unit_gets_one_message_and_one_mail_for_all_lines(county, other_county):
    editor, stranger = make_user(county, email="li@example.org"), make_user(other_county)

    tell(county, count=3)

    assert [message.subject for message in editor.messages.all()] == ["新交办任务：3 项，请签收"]
    assert OutboxMail.objects.count() == 1
    assert not stranger.messages.exists()


def test_second_event_of_the_day_is_a_second_message_with_its_own_mail(county):
    editor = make_user(county, email="li@example.org")

    tell(county)
    tell(county)

    assert editor.messages.count() == 2
    assert OutboxMail.objects.count() == 2


def test_the_person_who_did_it_viewers_and_closed_accounts_get_no_message(county):
    doer = make_user(county, "manager")
    make_user(county, "viewer")
    make_user(county, is_active=False)

    tell(county, by=doer)

    assert not Message.objects.exists()


def test_message_for_managers_does_not_reach_editors(county):
    editor, manager = make_user(county), make_user(county, "manager")

    tell(county, only_managers=True)

    assert (editor.messages.count(), manager.messages.count()) == (0, 1)


def test_long_message_says_how_many_lines_are_left_out(county):
    editor = make_user(county)

    tell(county, count=40)

    message = editor.messages.get()
    assert message.subject == "新交办任务：40 项，请签收"
    assert (len(message.items), message.items[-1]["text"]) == (30, "还有 11 件，请登录平台查看。")


def test_many_actions_inside_as_one_message_give_one_message(county, other_county):
    editor, other = make_user(county), make_user(other_county)

    with messages.as_one_message():
        tell(county, other_county)
        tell(county)

    assert [len(person.messages.get().items) for person in (editor, other)] == [2, 1]


def test_nothing_is_told_when_one_of_many_actions_fails(county):
    make_user(county)

    @messages.as_one_message()
    def tell_and_fail():
        tell(county)
        raise ValueError("refused")

    with pytest.raises(ValueError, match="refused"):
        tell_and_fail()
    tell(county)

    assert Message.objects.count() == 1


@pytest.mark.parametrize(("way", "told", "mailed"), [("mail", 1, 1), ("portal", 1, 0), ("digest", 0, 0)])
def test_message_comes_the_way_that_the_person_has_chosen(county, way, told, mailed):
    person = make_user(county, email="li@example.org")
    actions.choose_ways(person, {KIND: way})

    tell(county)

    assert (Message.objects.count(), OutboxMail.objects.count()) == (told, mailed)


def test_choice_for_one_kind_leaves_the_others_as_they_are(county):
    person = make_user(county)
    actions.choose_ways(person, {KIND: "digest"})

    tell(county, kind=Message.Kind.REMINDER)

    assert person.messages.get().kind == "reminder"


def test_what_waits_for_the_digest_is_in_the_next_one_and_only_there(county):
    person = make_user(county)
    actions.choose_ways(person, {KIND: "digest"})
    tell(county)

    digest.make_digests(on=date(2026, 11, 3))
    digest.make_digests(on=date(2026, 11, 4))

    assert [message.items[0]["text"] for message in person.messages.all()] == ["“任务0”已下达。"]


def test_unchanged_choice_is_not_recorded(county):
    person = make_user(county)

    assert not actions.choose_ways(person, actions.ways_of(person))
    assert not Preference.objects.exists()


def test_history_names_the_kind_and_the_ways(county):
    person = make_user(county)
    before, after = Preference.Way(actions.ways_of(person)[KIND]).label, Preference.Way.DIGEST.label

    actions.choose_ways(person, {KIND: "digest"})

    [entry] = AuditEntry.objects.filter(action="account.message_ways")
    assert as_text(lines([entry], person)[0].changes) == f"{Message.Kind(KIND).label}：{before} → {after}"


def test_person_chooses_on_the_page_and_finds_the_choice_again(as_user, county):
    client = as_user(make_user(county))

    client.post("/account/messages/", dict.fromkeys(Message.EVENTS, "portal") | {"reply": "digest"})
    page = client.get("/account/messages/")

    assert page.context["form"].initial["reply"] == "digest"
    assert page.context["form"].initial["handed_down"] == "portal"
