"""How exactly points are read out of documents: made ones with known points, and real ones that exist in two formats."""
