"""A tablet in Python and one night of joint visits: a client of the API, no part of it."""
