import pytest
from django.conf import LazySettings


@pytest.fixture(autouse=True)
def unhurried(settings: LazySettings) -> None:
    """Attempts are counted by address, and here all come from the same."""
    settings.ACCOUNT_RATE_LIMITS = False
    settings.MFA_RATE_LIMITS = False
