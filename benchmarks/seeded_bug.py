"""The web process with a bug sown in: look first, then insert, and no key to stop it.

Only the fire test serves this, to prove that it would notice.
"""
