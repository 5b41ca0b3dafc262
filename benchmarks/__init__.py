"""What the dashboard costs in time, bytes and memory: each module is a command."""
