"""The ports on MongoDB, behind one driver seam."""
