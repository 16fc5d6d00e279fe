"""Checks the DKIM signature of a mail as its receiver does, with dkimpy: dkim_check.py FILE NAME RECORD.

NAME is the only name that the DNS knows, and RECORD what it says there. Prints the headers that are signed.
"""

import sys

import dkim

path, name, record = sys.argv[1:]
mail = open(path, "rb").read()


def dns(asked, timeout=5):
    return record.encode() if asked.rstrip(b".") == name.encode() else None


reader = dkim.DKIM(mail, minkey=2048)
if not reader.verify(dnsfunc=dns):
    sys.exit("the signature is wrong")
print("\n".join(header.decode() for header in reader.include_headers))
