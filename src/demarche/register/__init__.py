"""The register: what was told, when it was learnt, and what reviewers decided; acts, chains and answers are computed from these."""
