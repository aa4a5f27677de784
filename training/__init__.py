"""Courses, people, certificates, and whether tonight's shift is covered."""
