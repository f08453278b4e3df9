"""The answers to core.usecases.views.Reads, from one snapshot of the projections. Nothing here writes."""
