"""Who may approve what somebody has drafted?

Somebody else, unless the agency has decided to do without.
"""

from accounts.models import Agency, User


def may_approve(agency: Agency, *, drafter: User | None, approver: User) -> bool:
    """Whether this pair of eyes is a second one, where one is needed."""
    return not agency.second_pair_of_eyes or drafter != approver
