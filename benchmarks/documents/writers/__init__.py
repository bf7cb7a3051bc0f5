"""Independent writers of one document: each gives a file, none of them knows how files are read."""
