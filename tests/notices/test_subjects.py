"""Events and reminders about every kind of subject that an app registers."""

from datetime import date

import pytest

from notices import subjects, watch
from notices.models import DeadlineEvent, Reminder
from tasks.subjects import ASSIGNMENT
from tests.development.waiting import APPLICANT
from tests.factories import make_organization, make_user
from tests.tasks.worlds import make_assignment

DAY = date(2026, 11, 2)
OVERDUE = DeadlineEvent.Stage.OVERDUE


def add_event(kind, subject):
    mine = kind.model.objects.filter(pk=subject.pk)
    return watch.add_events(kind, mine, stage=OVERDUE, on=DAY, due_on=date(2026, 10, 31))


def remind(kind, subject):
    return Reminder.objects.create(**kind.fields_of(subject), sent_on=DAY)


def test_event_has_the_name_the_page_and_the_unit_of_its_subject(county, make_applicant):
    applicant = make_applicant(county)

    add_event(APPLICANT, applicant)

    event = DeadlineEvent.objects.get()
    assert (event.subject_kind, event.subject_id) == ("applicant", applicant.pk)
    assert (event.path, event.organization) == (f"/ledgers/applicant/{applicant.pk}/", county)


def test_event_is_written_once_for_each_kind_and_subject(county, make_applicant):
    applicant, assignment = make_applicant(county), make_assignment(county)
    subjects_of = [(APPLICANT, applicant), (ASSIGNMENT, assignment)]

    added = [add_event(kind, subject) for _ in range(2) for kind, subject in subjects_of]

    assert added == [1, 1, 0, 0]


def test_events_of_many_subjects_are_written_in_one_statement(county, make_applicant, django_assert_num_queries):
    for _ in range(3):
        make_applicant(county)

    with django_assert_num_queries(1):
        added = watch.add_events(
            APPLICANT, APPLICANT.model.objects.in_year(2026), stage=OVERDUE, on=DAY, due_on=date(2026, 10, 31)
        )

    assert added == 3


@pytest.mark.parametrize("in_bulk", [False, True])
def test_events_and_reminders_are_deleted_with_their_subject(county, make_applicant, in_bulk):
    applicants = [make_applicant(county) for _ in range(2)]
    for applicant in applicants:
        add_event(APPLICANT, applicant)
        remind(APPLICANT, applicant)

    first = APPLICANT.model.objects.filter(pk=applicants[0].pk)
    (first if in_bulk else first.get()).delete()

    left = [*DeadlineEvent.objects.all(), *Reminder.objects.all()]
    assert [row.subject_id for row in left] == [applicants[1].pk] * 2


def test_subject_of_another_kind_with_the_same_number_keeps_its_events(county, make_applicant):
    assignment = make_assignment(county)
    applicant = make_applicant(county, pk=assignment.pk)
    add_event(APPLICANT, applicant)
    add_event(ASSIGNMENT, assignment)

    applicant.delete()

    assert DeadlineEvent.objects.get().subject_kind == "assignment"


@pytest.mark.parametrize(("who", "sees"), [("city", True), ("county", True), ("other_county", False)])
def test_users_see_the_events_of_their_subtree(request, county, make_applicant, who, sees):
    add_event(APPLICANT, make_applicant(county))
    user = make_user(request.getfixturevalue(who))

    assert DeadlineEvent.objects.visible_to(user).exists() is sees


def test_department_sees_the_events_of_the_subjects_it_leads(city, county, other_county):
    department = make_organization(parent=city, name="民政局", kind="部门")
    led = make_assignment(county, lead=department)
    for assignment in (led, make_assignment(other_county)):
        add_event(ASSIGNMENT, assignment)

    seen = DeadlineEvent.objects.visible_to(make_user(department))

    assert [event.subject_id for event in seen] == [led.pk]


def test_names_of_subjects_cost_one_query_for_each_kind(county, make_applicant, django_assert_num_queries):
    add_event(APPLICANT, make_applicant(county, applicant="王小明"))
    add_event(ASSIGNMENT, make_assignment(county))
    events = list(DeadlineEvent.objects.order_by("pk"))

    with django_assert_num_queries(2):
        subjects.add_names(events)

    assert "王小明" in events[0].subject_name
    assert events[1].subject_name.startswith("弋阳县 · ")


def test_two_kinds_cannot_have_the_same_key():
    with pytest.raises(ValueError, match="applicant"):
        subjects.register(APPLICANT)
