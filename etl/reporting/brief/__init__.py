"""``dyadwire brief``: what an analyst reads in the morning, as one HTML file.

``reading`` brings rows of the report views (``content``), ``ranking``, ``silence`` and ``weeks`` judge them, ``charts``
and ``page`` draw them. Only ``reading``, ``queries`` and ``scopes`` know the database. Altair is slow to import, so
this package imports nothing.
"""
