"""What several tests share: stores, a served Ibid, the folder beside the repository."""
