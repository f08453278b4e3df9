"""What leaves the office as a file: papers to sign, stubs for payees, workbooks for the accountant.

Everything here is made from plain views and gives bytes; it asks no database, reads no clock, and the same view always
gives the same bytes, so that a paper can be printed again and compared with the one that was signed.
"""
