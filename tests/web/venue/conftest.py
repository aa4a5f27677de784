from tests.portal.premises import given, holder, vera

__all__ = ["given", "holder", "vera"]
