"""Articles of the warehouse extracted again: which (``runs``), what changes (``comparison``), done (``application``).

What the rules of now say of an article is kept in ``ops.reprocessing_article`` from when it was compared until it is
applied, with what the article had been made from: so what was shown is what is written, and an article that a loader
made from something else meanwhile is left to that loader (docs/decisions/0019).
"""
