"""What a turn carries, stage by stage, both ends in one file: own records, the feed, and side rows."""
