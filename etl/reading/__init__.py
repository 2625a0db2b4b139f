"""From a file to what its articles say.

``articles`` does the work in this process; ``worker`` does it in one of its own, so that ``supervised`` can stop a
parser that hangs and outlive one that crashes. ``at_path`` reads a file where it lies, ``claimed`` finds the bytes of a
file that the ledger knows, ``portions`` cuts what comes of it into transactions.
"""
