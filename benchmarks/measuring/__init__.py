"""Instruments: what a process costs, what a server answers under load, and two things measured in turn."""
