"""The first page: an invitation that is used once."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from core.errors import Invalid
from portal.models import Invitation
from portal.services.inviting import accept, invitation_at
from web.venue.forms import WelcomeForm

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest, code: str) -> HttpResponse:
    """Accept an invitation: with a name, or with the account that is there already."""
    row = invitation_at(code)
    user = request.user if isinstance(request.user, User) else None
    known = User.objects.filter(email__iexact=row.email).exists()
    form = WelcomeForm(request.POST or None) if user is None and not known else None
    if request.method == "POST" and (form is None or form.is_valid()):
        said = form.cleaned_data if form else {}
        try:
            access = accept(code=code, user=user, **said)
        except Invalid as error:
            return _page(request, row, form, known, str(error.sentence))
        if user is None:
            login(request, access.user, backend=_BACKEND)
        answer = redirect("portal_standing", access.venue_id)
        # The pages go on in the language of the mail, until somebody chooses another.
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, access.user.language)
        return answer
    return _page(request, row, form, known, "")


def _page(
    request: HttpRequest,
    row: Invitation,
    form: WelcomeForm | None,
    known: bool,
    problem: str,
) -> HttpResponse:
    mine = isinstance(request.user, User) and (
        request.user.email.casefold() == row.email.casefold()
    )
    # Who comes for the first time has chosen no language: the invitation's is theirs.
    asked = request.COOKIES.get("django_language")
    with translation.override(asked or row.language):
        if known and not mine and not problem:
            problem = _("%(email)s has an account already. Sign in with it first.") % {
                "email": row.email
            }
        answer = render(
            request,
            "venue/welcome.html",
            {"row": row, "form": form, "mine": mine, "problem": problem},
        )
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "same-origin"
    return answer
