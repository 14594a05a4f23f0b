"""What Ibid says of itself while it serves: one line a request, metrics, traces. Never what was asked in words."""
