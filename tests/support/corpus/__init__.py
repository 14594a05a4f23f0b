"""The United Nations' own mark-up of its resolutions, set as plain text in the ways in which it circulates."""
