"""What every request passes on its way in and out: who may, how often, how much is read, and what a refusal says."""
