"""What `make bench` serves in processes of their own: Ibid on records in memory, and bytes that are there already."""
