"""The extractors: a string in, a value out. Persons and deeds in the sentences are invented."""
