"""People and roles: who is here, who may do what, inviting, ending."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Role, User
from accounts.permissions import capabilities_held
from accounts.queries import (
    agencies_managed_by,
    people_visible_to,
    people_wholly_managed_by,
)
from accounts.rules.capabilities import Capability, capabilities_of
from accounts.services.people import end_role, give_role
from core import clock
from core.errors import DomainError
from core.post import compose, write_letters
from web.asking import page_of, person
from web.people.forms import AgencyForm, GiveRoleForm
from web.words import CAPABILITY_WORDS


@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with a role, the form to give one, and what each role may do."""
    if Capability.MANAGE_PEOPLE not in capabilities_held(person(request)):
        raise PermissionDenied
    form = GiveRoleForm(request.POST or None, user=person(request))
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            with transaction.atomic():
                membership, is_new = give_role(
                    giver=person(request), **{**asked, "role": Role(asked["role"])}
                )
                if is_new:
                    _invite(request, membership.user)
        except DomainError as error:
            form.add_error(None, str(error.sentence))
        else:
            if is_new:
                messages.success(
                    request,
                    _("The role is given. An invitation goes out within a minute."),
                )
            else:
                messages.success(request, _("The role is given."))
            return redirect("people")
    return render(
        request,
        "people/people.html",
        {
            "form": form,
            "helped": set(
                people_wholly_managed_by(person(request)).values_list("pk", flat=True)
            ),
            "page": page_of(
                request,
                people_visible_to(person(request)).annotate(
                    has_steps=Exists(Authenticator.objects.filter(user=OuterRef("pk")))
                    | Exists(SocialAccount.objects.filter(user=OuterRef("pk")))
                ),
            ),
            "today": clock.today(),
            "agencies": [
                AgencyForm(instance=agency, prefix=str(agency.pk))
                for agency in agencies_managed_by(person(request))
            ],
            "roles": list(Role),
            "table": [
                (words, [capability in capabilities_of(role) for role in Role])
                for capability, words in CAPABILITY_WORDS.items()
            ],
        },
    )


def _invite(request: HttpRequest, user: User) -> None:
    """A mail with a link by which the person chooses a password."""
    path = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(user),
            "key": default_token_generator.make_token(user),
        },
    )
    with translation.override(user.language):
        letter = compose(
            key=f"invitation:{user.pk}",
            to=user.email,
            subject=_("Your account in Lykta"),
            paragraphs=[
                _("Hello %(name)s,") % {"name": user.name},
                _(
                    "%(who)s has given you a role in Lykta. Choose a password here, "
                    "within three days:"
                )
                % {"who": person(request).name},
            ],
            link=request.build_absolute_uri(path),
            is_secret=True,
        )
    write_letters([letter])


@require_POST
def agency_settings(request: HttpRequest, agency: int) -> HttpResponse:
    """Whom inspectors call at night, and whether decisions take two."""
    found = get_object_or_404(agencies_managed_by(person(request)), pk=agency)
    form = AgencyForm(request.POST, instance=found, prefix=str(found.pk))
    if form.is_valid():
        form.save()
        messages.success(request, _("It is saved."))
    else:
        wrong = [str(one) for said in form.errors.values() for one in said]
        messages.error(request, " ".join(wrong))
    return redirect("people")


@require_POST
def role_end(request: HttpRequest, membership: int) -> HttpResponse:
    """End a role today."""
    row = end_role(ender=person(request), membership=membership)
    messages.success(
        request,
        _("The role ends with %(day)s. What was done with it stays.")
        % {"day": row.ended_on},
    )
    return redirect("people")
