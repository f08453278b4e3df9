"""A week of field days at Choco and Cajas without a window: recorded offline on two tablets, synced, computed,
printed.
"""
