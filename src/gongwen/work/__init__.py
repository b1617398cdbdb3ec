"""How work is divided among processes; knows nothing of what the work is."""
