"""A sender's workbook with marks in it: each module adds to one kind of its parts."""
