"""Bytes in, raw cells out: what runs in the child process that reads one file and ends."""
