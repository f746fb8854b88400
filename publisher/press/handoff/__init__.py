"""What a print shop receives: one archive with the files, a job sheet, proofs, the preflight report and checksums."""
