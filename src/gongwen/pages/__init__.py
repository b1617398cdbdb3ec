"""What a page of the site is to everything that points to it: its address, its paragraphs, its headings."""
