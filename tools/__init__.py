"""Scripts for those who work on the program; nothing here runs in a build."""
