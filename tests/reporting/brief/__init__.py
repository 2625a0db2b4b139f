"""The brief: its pure parts by made data, its reading on a real warehouse."""
