"""The pieces that several pages share."""
