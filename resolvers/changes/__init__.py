"""The feed of changes as it is followed: places in it, one watch a process, and what one follower is told."""
