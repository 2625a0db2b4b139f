"""The closed lists in seeds/reference: shape, keys, and that they agree with each other and with their sources."""
