"""`python -m planstrack.schema`: write the shipped schemas anew."""

from planstrack.schema import write_all

if __name__ == "__main__":
    write_all()
