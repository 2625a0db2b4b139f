"""The warehouse on real PostgreSQL servers: the embedded one, and PostgreSQL 15 where its programs are installed."""
