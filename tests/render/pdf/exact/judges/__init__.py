"""Other programs and libraries that read finished files, each with its own parser."""
