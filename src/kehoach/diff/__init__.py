"""Two plans aligned task by task, their changes, and how they are shown."""
