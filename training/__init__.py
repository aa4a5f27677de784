"""Courses, certificates and coverage of shifts. Its room is kept free; nothing yet."""
