from django.contrib.auth.backends import ModelBackend

from organizations.models import User


class AccountBackend(ModelBackend):
    """Fetches with the account what every page asks of it: its unit, and whether that shows invented data."""

    def get_user(self, user_id):
        user = User.objects.with_unit().filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
