"""The lexicons' shape and the matcher that they are compiled into."""
