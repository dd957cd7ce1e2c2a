"""What sentences state: stances, and the concepts that they are about."""
