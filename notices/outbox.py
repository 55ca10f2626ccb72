"""E-mail on its way (待发邮件): nothing sent twice, nothing lost to a dead mail server.

1. A worker claims a row with a conditional UPDATE that takes a lease. Should it die now, the lease runs
   out and another worker takes the row: nothing was handed over yet.
2. It opens the connection. A server that does not answer puts the row back for later (1 minute, doubling to
   1 hour, without end).
3. It marks the row ``sending``, hands the mail over and marks it ``sent``. A refusal puts it back for later, and
   so does a server that breaks off without an answer: by RFC 5321 it has not taken the mail. A refusal for
   good (5xx for the recipient) marks the row ``failed``.

Should the worker die between the two marks of step 3, nobody can know whether the server took the mail. Such a
row becomes ``uncertain`` and is not sent again by itself: a message sent twice would be the worse fault, since the
same text waits in the portal anyway. An administrator sees the row and can send it again; every
attempt carries the same Message-ID, by which mail programs drop doubles.
"""

import logging
import smtplib
from datetime import timedelta

from django.core.mail import EmailMessage, get_connection
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from notices import texts
from notices.models import OutboxMail

LEASE = timedelta(minutes=5)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
BATCH = 100

State = OutboxMail.State
logger = logging.getLogger(__name__)


def deliver(*, now, limit=BATCH):
    """Send what is due; returns the number of mails sent. Safe to run in several workers at once."""
    _give_up_interrupted(now)
    mails = [mail for mail in _due(now, limit) if _claim(mail, now)]
    if not mails:
        return 0
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:  # smtplib's own errors are OSErrors too
        for mail in mails:
            _postpone(mail, now, error)
        return 0
    try:
        return sum(_send(mail, connection, now) for mail in mails)
    finally:
        _close(connection)


def retry(mails, *, now):
    """Send again what failed or is uncertain, at the wish of an administrator; returns the number of rows."""
    return mails.filter(state__in=[State.FAILED, State.UNCERTAIN]).update(
        state=State.WAITING, next_try_at=now, lease_until=None
    )


def _give_up_interrupted(now):
    OutboxMail.objects.filter(state=State.SENDING, lease_until__lt=now).update(
        state=State.UNCERTAIN, last_error=_("发送途中程序中断，无法确定对方是否收到。")
    )


def _free_q(now):
    unclaimed = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    return Q(state=State.WAITING, next_try_at__lte=now) & unclaimed


def _due(now, limit):
    due = OutboxMail.objects.filter(_free_q(now)).select_related("message__person")
    return list(due.order_by("next_try_at", "pk")[:limit])


def _claim(mail, now):
    """Of two workers that see the row, one changes it."""
    mail.lease_until = now + LEASE
    mine = OutboxMail.objects.filter(_free_q(now), pk=mail.pk)
    return mine.update(lease_until=mail.lease_until, attempts=F("attempts") + 1) == 1


def _mine(mail):
    """The row while the lease of this attempt is on it: a late attempt changes nothing that was done since."""
    return OutboxMail.objects.filter(pk=mail.pk, lease_until=mail.lease_until)


def _send(mail, connection, now):
    if not _hand_over(mail):
        return False
    try:
        connection.send_messages([_email(mail, connection)])
    except smtplib.SMTPRecipientsRefused as error:
        _refused(mail, now, error)
    except OSError as error:
        _postpone(mail, now, error)
        _close(connection)
    else:
        _mine(mail).update(state=State.SENT, sent_at=timezone.now(), last_error="")
        return True
    return False


def _hand_over(mail):
    """From here on the row belongs to this attempt, unless the lease was lost to another worker."""
    return _mine(mail).filter(state=State.WAITING).update(state=State.SENDING) == 1


def _refused(mail, now, error):
    codes = [code for code, _text in error.recipients.values()]
    if all(code >= 500 for code in codes):
        _mine(mail).update(state=State.FAILED, last_error=_short(error))
    else:
        _postpone(mail, now, error)


def _postpone(mail, now, error):
    attempts = OutboxMail.objects.values_list("attempts", flat=True).get(pk=mail.pk)
    wait = min(FIRST_WAIT * 2 ** min(attempts - 1, 10), LONGEST_WAIT)
    _mine(mail).update(state=State.WAITING, next_try_at=now + wait, lease_until=None, last_error=_short(error))
    logger.warning("mail %s waits until %s: %s", mail.reference, now + wait, error)


def _short(error):
    return f"{type(error).__name__}: {error}"[:300]


def _close(connection):
    """A connection that broke cannot always say goodbye."""
    try:
        connection.close()
    except OSError:
        logger.info("mail connection closed by the server")


def _email(mail, connection):
    message, headers = mail.message, {"Message-ID": mail.reference}
    body = texts.mail_body(message)
    return EmailMessage(message.subject, body, to=[mail.address], headers=headers, connection=connection)
