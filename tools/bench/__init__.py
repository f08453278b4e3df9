"""`make bench`: what the goals cost on this machine, beside what the raw thing costs in the same run."""
