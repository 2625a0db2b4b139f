"""What a publisher could write to get at whoever reads it: markup and scripts in every text."""

HOSTILE = "<img src=x onerror=alert(1)>"
SCRIPT = "<script>alert('owned')</script>"
ARTICLE = {
    "title": f"Talks in Accra {SCRIPT}",
    "source": f"Wire {HOSTILE}",
    "url": "javascript:alert(1)",
    "language": "en",
    "published": "2026-04-24",
    "text": "ACCRA - The foreign minister of Ghana, Kofi Adjei, met the foreign minister of Peru, Ana Quispe, on Friday"
    f" {HOSTILE}. Ghana and Peru signed an agreement on trade {SCRIPT}. Both sides spoke of it afterwards.",
}
