"""`make bench`: how fast Dyadwire is on this machine. Figures, never a test."""
