"""Mails built to cost: one of 25 MB, and headers of a megabyte."""

import subprocess
import sys
import time

from usher.mail.incoming.parse import parse

LARGE = (
    "import base64, resource, os\n"
    "from usher.mail.incoming.parse import parse\n"
    "body = base64.encodebytes(os.urandom(18_000_000))\n"
    "raw = b'From: a@b.example\\r\\nSubject: big\\r\\nContent-Type: multipart/mixed; boundary=x\\r\\n\\r\\n--x\\r\\n"
    "Content-Type: text/plain\\r\\n\\r\\nhello\\r\\n--x\\r\\nContent-Type: application/pdf; name=big.pdf\\r\\n"
    "Content-Transfer-Encoding: base64\\r\\n\\r\\n' + body + b'--x--\\r\\n'\n"
    "del body\n"
    "read = parse(raw)\n"
    "assert len(read.attachments[0].content) == 18_000_000 and read.error is None\n"
    "print(len(raw), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
)
MEGABYTE = 1_000_000
HEADERS = {
    "To: with 40,000 addresses": b"To: " + b"a@b.example, " * (MEGABYTE // 13),
    "To: names with commas": b"To: " + b'"Fir, Carl" <c@fir.example>, ' * (MEGABYTE // 29),
    "To: open quotation marks": b"To: " + b'"a ' * (MEGABYTE // 3),
    "To: open brackets": b"To: " + b"(a " * (MEGABYTE // 3),
    "To: angle brackets": b"To: " + b"<a@" * (MEGABYTE // 3),
    "To: groups": b"To: " + b"g: a@b.example;" * (MEGABYTE // 15),
    "From: one word": b"From: " + b"a" * MEGABYTE,
    "References: ids": b"References: " + b"<aaaa@b.example> " * (MEGABYTE // 17),
    "References: open": b"References: " + b"<a@" * (MEGABYTE // 3),
    "Subject: encoded words": b"Subject: " + b"=?utf-8?q?=C3=A4?= " * (MEGABYTE // 19),
    "Subject: open words": b"Subject: " + b"=?utf-8?q?" * (MEGABYTE // 10),
    "Subject: folded": b"Subject: a" + b"\r\n a" * (MEGABYTE // 4),
    "Received: many": b"Received: from a by b; Tue, 12 Mar 2024 15:15:42 +0100\r\n" * (MEGABYTE // 57) + b"X-End: 1",
    "Content-Type: parameters": b"Content-Type: text/plain; " + b"a*0*=x; " * (MEGABYTE // 8),
    "Content-Type: open quotes": b"Content-Type: multipart/mixed; " + b'boundary="' * (MEGABYTE // 10),
    "Date: spaces": b"Date: " + b" (" * (MEGABYTE // 2),
    "Message-ID: open": b"Message-ID: " + b"<" * MEGABYTE,
    "no colon at all": b"a" * MEGABYTE,
    "20,000 fields": b"X-A: b\r\n" * (MEGABYTE // 8) + b"X-End: 1",
}


def report() -> None:
    """Print peak memory for the large mail and seconds for each header."""
    done = subprocess.run([sys.executable, "-c", LARGE], capture_output=True, text=True, check=True)
    size, peak = (int(each) for each in done.stdout.split())
    print(f"\none mail of {size / 1e6:.0f} MB: peak {peak / 1024:.0f} MB")
    # Of the processor: what else runs on the machine is not counted.
    worst = {name: _seconds(header + b"\r\nSubject: x\r\n\r\nbody") for name, header in HEADERS.items()}
    name = max(worst, key=lambda each: worst[each])
    print(f"headers of 1 MB: slowest of {len(worst)} is {name} with {worst[name]:.2f} s")


def _seconds(raw: bytes) -> float:
    began = time.process_time()
    parse(raw)
    return time.process_time() - began
