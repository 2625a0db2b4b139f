"""From what articles say to what happened: which events are one incident, which persons are one. Pure."""
