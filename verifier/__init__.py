"""The second opinion: works a package of the audit out again from its records, and knows nothing of the program's own
rules. It is written from docs/rules.md and docs/audit-package.md alone, with the standard library alone.

Its modules are put together into the one file verify.py that lies in a package, therefore no two of them define the
same name, they import from each other only by `from verifier.x import name`, and they keep to Python 3.8.
"""
