"""What a running text mentions: names, numbers, dates, addresses, what stands for a program.

Pure functions over one text in one language. The translation protects what is found here, and
the check looks for it afterwards, so both see the same things.
"""
