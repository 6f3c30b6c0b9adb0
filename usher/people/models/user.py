"""A login. One person has one, whatever organizations they belong to."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Users(BaseUserManager["User"]):
    """Finding and making logins."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A login with a normalised address; without password it cannot sign in until one is set by mail."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Who signs in: a global row without rights of its own; rights come with a membership (`Member`)."""

    email = models.EmailField(unique=True)
    name = models.TextField(blank=True)
    theme = models.TextField(default="", blank=True)  # "", light, dark
    language = models.CharField(max_length=8, default="", blank=True)
    hotkeys = models.BooleanField(default=True)  # single-key shortcuts (WCAG 2.1.4)
    # Whether whoever signs in was shown to read the address (a link by mail). Nobody else's organization builds on a login
    # that was not: its password may be known to whoever made it.
    is_proven = models.BooleanField(default=False)
    # The organization through whose mail it was proven: the only one that may carry its reset links, unless the operator
    # of the installation has a relay for them. Whoever reads an organization's outgoing mail could take the login over.
    proven_in = models.BigIntegerField(null=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = Users()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.name or self.email
