"""A real mail server for tests: aiosmtpd, which keeps what it takes as files.

mail_server.py FOLDER [PORT] [starttls|smtps] prints the port it listens on, and writes each mail that it takes to FOLDER as 1.eml,
2.eml and so on, with to whom and how it was handed over in 1.envelope. With starttls it takes mail only after a connection was made
safe, with smtps only on connections that begin so, with the certificate and key in FOLDER/server.pem. What it does with a mail stands
in FOLDER/mood, and is read anew for every mail:

  take     takes it (also without the file)
  busy     asks to come back later
  stranger knows no such mailbox
  closed   refuses everything, as a server that is set up wrongly does
  mute     takes it, and hangs up before it says so
  old      takes it, and knows addresses in ASCII only
  slow     says nothing to a sender, and makes FOLDER/thinking, until the mood is another one
"""

import asyncio
import logging
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP

# Whoever does not believe our certificate, or hangs up, is what is tested.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)

folder = pathlib.Path(sys.argv[1])
taken = 0


def mood():
    try:
        return (folder / "mood").read_text().strip()
    except FileNotFoundError:
        return "take"


class Box:
    async def handle_MAIL(self, server, session, envelope, address, options):
        while mood() == "slow":
            (folder / "thinking").touch()
            await asyncio.sleep(0.01)
        if mood() == "closed":
            return "554 5.3.2 This server takes no mail"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if mood() == "stranger":
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        global taken
        if mood() == "busy":
            return "451 4.3.0 Come back later"
        taken += 1
        safely = server.transport.get_extra_info("cipher") is not None
        how = [*envelope.rcpt_tos, *envelope.mail_options, *(["TLS"] if safely else [])]
        (folder / f"{taken}.envelope").write_text("\n".join(how))
        begun = folder / f"{taken}.part"
        begun.write_bytes(envelope.content)
        begun.rename(folder / f"{taken}.eml")
        if mood() == "mute":
            server.transport.abort()
        return "250 OK"


async def main():
    loop = asyncio.get_running_loop()
    port = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    safety = sys.argv[3] if len(sys.argv) > 3 else None
    context = None
    if safety:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(folder / "server.pem")
    starttls = {"tls_context": context, "require_starttls": True} if safety == "starttls" else {}
    server = await loop.create_server(
        lambda: SMTP(Box(), enable_SMTPUTF8=mood() != "old", **starttls),
        "127.0.0.1",
        port,
        ssl=context if safety == "smtps" else None,
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
