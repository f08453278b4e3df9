"""The audit package: one file from which a stranger works all of it out again; docs/audit-package.md has its format."""
