"""The signed part of an address that opens somebody's own page without an account.

It holds the row's key and how often its link was renewed: a renewed link ends those that are
out. Nothing of it is kept, and nothing secret stands in it.
"""

from uuid import UUID

from django.core import signing


def sign_page(kind: str, key: UUID, link: int) -> str:
    """The signed part for a row; `kind` keeps one kind's links from opening another's."""
    return signing.Signer(salt=kind, sep="~").sign(f"{key.hex}.{link}")


def read_page(kind: str, address: str) -> tuple[UUID, int] | None:
    """The key and the count in a signed part; None when we never signed it."""
    try:
        key, link = signing.Signer(salt=kind, sep="~").unsign(address).split(".")
        return UUID(key), int(link)
    except (signing.BadSignature, ValueError):
        return None
