"""Send the e-mail of the outbox (待发邮件). No mail is sent twice, and none is lost when the mail server is down.

1. A worker claims a row with a conditional UPDATE that sets a lease. If the worker dies now, the lease expires
   and another worker claims the row: nothing has been sent yet.
2. The worker opens the connection. If the server does not answer, the row is tried again later: after 1 minute,
   then twice as long each time, up to 1 hour, for ever.
3. The worker marks the row ``sending``, sends the mail and marks the row ``sent``. After a temporary refusal the
   row is tried again later, and also when the server closes the connection without an answer: by RFC 5321 it has
   not accepted the mail then. A permanent refusal (5xx for the recipient) marks the row ``failed``.

If the worker dies during step 3, it is unknown whether the server accepted the mail. The row becomes ``uncertain``
and is not sent again automatically: the same text is in the portal, so a missing mail does less harm than a
second one. An administrator can send it again. Every attempt has the same Message-ID, by which mail programs
recognise duplicates.
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
    """Send the mail that is due; return the number of mails sent. Several workers may call this at once."""
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
    """Queue failed and uncertain rows of ``mails`` again, for an administrator; return the number of rows."""
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
    """Take the lease of the row; return False when another worker was quicker."""
    mail.lease_until = now + LEASE
    row = OutboxMail.objects.filter(_free_q(now), pk=mail.pk)
    return row.update(lease_until=mail.lease_until, attempts=F("attempts") + 1) == 1


def _mine(mail):
    """Return the row as a QuerySet, empty when the lease now belongs to another worker: that row must not change."""
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
    """Mark the row ``sending``; return False when the lease now belongs to another worker."""
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
    """Close the connection; ignore the error when the server has closed it already."""
    try:
        connection.close()
    except OSError:
        logger.info("mail connection closed by the server")


def _email(mail, connection):
    message, headers = mail.message, {"Message-ID": mail.reference}
    body = texts.mail_body(message)
    return EmailMessage(message.subject, body, to=[mail.address], headers=headers, connection=connection)
