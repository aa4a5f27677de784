"""Whether a round of clock, broker and worker has come through lately.

Run as `python -m tasks.alive`, it ends with 0 or 1: Compose's health check of beat.
"""

import sys

import django

from core import clock

if __name__ == "__main__":
    django.setup()
    from core.heartbeat import is_recent, last_round

    sys.exit(0 if is_recent(last_round(), clock.now()) else 1)
