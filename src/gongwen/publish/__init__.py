"""What leaves the archive in other forms: citations, feeds, data sets, page metadata."""
