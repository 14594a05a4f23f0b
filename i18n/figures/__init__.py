"""Figures as each language prints them, in a form that all share: quantities and days, for comparing translations."""
