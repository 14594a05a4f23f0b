"""What partners keep a copy by: pages of the feed with the state of what changed."""
