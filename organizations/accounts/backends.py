from django.contrib.auth.backends import ModelBackend

from organizations.models import User


class AccountBackend(ModelBackend):
    """Loads the account together with its organization and ``sees_demonstration``, which every page needs."""

    def get_user(self, user_id):
        user = User.objects.with_unit().filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
