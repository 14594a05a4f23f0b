"""Listings: ordered lists derived from records and kept, so that no request sorts, counts or scans."""
