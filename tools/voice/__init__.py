"""The voice of the app: the program that made its clips."""
