"""The inbox: what is listed, and how it is read."""
