"""What the checks in Python share: starting a daemon, waiting for it, asking it, and small offices to run it with."""
