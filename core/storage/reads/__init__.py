"""The answers to what core.usecases.views ask, and whole tables for what leaves the house, from one snapshot of the
projections. Nothing here writes.
"""
