"""Whole tables of typed texts at once: what they would come to, entering them as one step, and undoing that step."""
