update ops.quarantine set dropped_at = '2026-03-02 09:00+00', dropped_why = 'a test of the publisher';
