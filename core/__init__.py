"""What the tablet and the server share: the rules, the log, the fold and the conversation between the two ends.

Nothing in here knows a screen or a web framework. Imports point inward: domain, then fold, then usecases, then
storage and sync.
"""
