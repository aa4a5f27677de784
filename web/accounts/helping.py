"""An administrator helps somebody who has lost what they sign in with."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.models import SignInHelp
from accounts.permissions import capabilities_held
from accounts.queries import people_wholly_managed_by
from accounts.rules.capabilities import Capability
from core import clock
from web.accounts.letters import tell_of_change
from web.asking import person

_GONE = gettext_lazy(
    "{who} has removed your passkeys, your app, your spare codes and others' sign-ins."
)
_ASKED = gettext_lazy("If you did not ask for it, tell your administrator at once.")


@require_POST
def steps_remove(request: HttpRequest, user: UUID) -> HttpResponse:
    """Take away the app, passkeys, spare codes and others' sign-ins of somebody."""
    helper = person(request)
    if Capability.MANAGE_PEOPLE not in capabilities_held(helper):
        raise PermissionDenied
    found = get_object_or_404(people_wholly_managed_by(helper), pk=user)
    with transaction.atomic():
        steps, _kinds = Authenticator.objects.filter(user=found).delete()
        others, _kinds = SocialAccount.objects.filter(user=found).delete()
        if steps or others:
            SignInHelp.objects.create(at=clock.now(), of=found, by=helper)
            gone = format_lazy(_GONE, who=helper.name)
            tell_of_change(request, found, [gone, _ASKED])
    messages.success(
        request,
        _(
            "%(name)s signs in with a mailed code, or the password, until a new one is added."
        )
        % {"name": found.name},
    )
    return redirect("people")
