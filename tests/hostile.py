"""Texts that try to be something else: formulas, markup, addresses, control signs."""

import random

_PIECES = (
    "=1+1", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("http://x.test")', "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>", "<img src=http://x.test/a.png>", "{{ 7*7 }}", "{% now %}",
    "' OR 1=1 --", '"; DROP TABLE x; --', "../../etc/passwd", "%s %(x)s %d", "${jndi:x}",
    "<para><link href='http://x.test'>a</link></para>", "&lt;b&gt;", "&#x41;", "]]>", "\\",
    "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "a;b", "a,b", "a\tb",
    "å ä ö", "🕯", "e\u0301", "\u202eabc", "\u200b", "ﬁ", "١٢٣", "NULL", "None", "true",
    '"quoted"', "'quoted'", "`tick`", "|pipe|", "#REF!", "\ufeff", "ÿ", "–", "\u00a0x",
)  # fmt: skip


def hostile_strings(count: int, seed: int = 20261123) -> list[str]:
    """So many different ones, each of one to three pieces, each beginning with its number
    or with a sign that a spreadsheet would run.
    """
    lot = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        made = "".join(lot.choices(_PIECES, k=lot.randint(1, 3)))
        number = str(len(found))
        found[f"{made}{number}" if lot.random() < 0.7 else f"{number}{made}"] = None
    return list(found)
