"""Files on disk, and nothing of what they hold; nothing here takes long to import.

reading     opened safely: regular files only, no links followed, nothing that blocks
paths       where a path leads, links included; folders opened link by link
writing     whole or not at all; a lock on a folder
"""
