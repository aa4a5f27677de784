"""Which entries' contents may be destroyed, when retention ends or the law demands it.

What steers the fold stays: without an answer, a retraction or a closing the section would
say something else than was sealed. Words, pictures, signatures and observations may go;
their header, hashes and times remain, and so does the decision. Source: architecture 3.
"""

from inspections.rules.contract import Kind

DESTROYABLE = frozenset(
    {
        Kind.NOTED,
        Kind.PHOTOGRAPHED,
        Kind.SIGNED,
        Kind.DECLINED_TO_SIGN,
        Kind.INFORMED,
        Kind.OBSERVED,
        Kind.PRESENT,
    }
)
