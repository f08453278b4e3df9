"""`make bench`: what the goals of ARCHITECTURE.md cost on this machine, beside what the raw thing costs in the same run."""
