"""A SHA-256 in an address: 64 lower-case hexadecimal digits."""

from django.urls.converters import StringConverter


class DigestConverter(StringConverter):
    regex = "[0-9a-f]{64}"
