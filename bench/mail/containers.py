# ruff: noqa: E501  (headers as programs write them)
"""Mails that hold something else: invitations, signed and encrypted mail, winmail.dat, enclosed mails, pictures."""

import base64
import random
import struct

from bench.mail.truth import Sample

HEAD = "From: Carl <carl@fir.example>\r\nTo: support@ours.example\r\nSubject: {}\r\nMIME-Version: 1.0\r\n"
INVITE = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1@fir.example\r\nDTSTART;TZID=Europe/Berlin:20240315T100000\r\nSUMMARY:Oven visit\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(40)).decode()


def _sample(name: str, subject: str, content: str | bytes, text: str, files: list[str], *marks: str) -> Sample:
    body = content.encode() if isinstance(content, str) else content
    return Sample(
        name,
        HEAD.format(subject).encode() + body,
        subject=subject,
        sender=("Carl", "carl@fir.example"),
        body=[text] if text else [],
        files=files,
        marks=set(marks),
    )


def invitation(rng: random.Random) -> Sample:
    """A calendar part beside the text."""
    return _sample(
        "invitation",
        "Oven visit",
        f'Content-Type: multipart/alternative; boundary="a"\r\n\r\n--a\r\nContent-Type: text/plain\r\n\r\nCome on Friday.\r\n--a\r\nContent-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\n{INVITE}\r\n--a--\r\n',
        "Come on Friday.",
        ["invite.ics"],
        "invite",
    )


def signed_pgp(rng: random.Random) -> Sample:
    """PGP/MIME, signed."""
    return _sample(
        "signed",
        "Signed",
        'Content-Type: multipart/signed; protocol="application/pgp-signature"; micalg=pgp-sha256; boundary="s"\r\n\r\n--s\r\nContent-Type: text/plain\r\n\r\nThe oven is cold.\r\n--s\r\nContent-Type: application/pgp-signature; name="signature.asc"\r\n\r\n-----BEGIN PGP SIGNATURE-----\r\n\r\niQ==\r\n-----END PGP SIGNATURE-----\r\n--s--\r\n',
        "The oven is cold.",
        ["signature.asc"],
        "signed",
    )


def signed_smime(rng: random.Random) -> Sample:
    """S/MIME with a signature beside the content."""
    return _sample(
        "signed",
        "Signed",
        'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="s"\r\n\r\n--s\r\nContent-Type: text/plain\r\n\r\nThe oven is cold.\r\n--s\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="smime.p7s"\r\n\r\nMIIB\r\n--s--\r\n',
        "The oven is cold.",
        ["smime.p7s"],
        "signed",
    )


def signed_opaque(rng: random.Random) -> Sample:
    """S/MIME with the content inside of the signature."""
    inner = b"Content-Type: text/plain\r\n\r\nThe oven is cold.\r\n"

    def tlv(tag: int, value: bytes) -> bytes:
        return (
            bytes((tag, len(value))) + value
            if len(value) < 128
            else bytes((tag, 0x82)) + struct.pack(">H", len(value)) + value
        )

    data = tlv(0x06, bytes.fromhex("2a864886f70d010701"))
    content = tlv(0x30, data + tlv(0xA0, tlv(0x04, inner)))
    whole = tlv(
        0x30,
        tlv(0x06, bytes.fromhex("2a864886f70d010702"))
        + tlv(0xA0, tlv(0x30, tlv(0x02, b"\x01") + tlv(0x31, b"") + content + tlv(0x31, b""))),
    )
    encoded = base64.encodebytes(whole).decode().replace("\n", "\r\n")
    return _sample(
        "signed",
        "Signed",
        f'Content-Type: application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"\r\nContent-Transfer-Encoding: base64\r\n\r\n{encoded}',
        "The oven is cold.",
        [],
        "signed",
    )


def encrypted(rng: random.Random) -> Sample:
    """Mail that only its recipient can read."""
    kinds = [
        ('Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="e"\r\n\r\n--e\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--e\r\nContent-Type: application/octet-stream; name="encrypted.asc"\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nhQ==\r\n-----END PGP MESSAGE-----\r\n--e--\r\n', None),
        ('Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="smime.p7m"\r\n\r\nMIAGCSqGSIb3DQEHA6CAMIACAQAxggE=\r\n', ["smime.p7m"]),
        ("Content-Type: text/plain\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA1\r\n-----END PGP MESSAGE-----\r\n", []),
    ]  # fmt: skip
    content, files = rng.choice(kinds)
    sample = _sample("encrypted", "Encrypted", content, "", files or [], "encrypted")
    sample.body, sample.files = None, files
    return sample


def winmail(rng: random.Random) -> Sample:
    """Outlook's own container around a file."""

    def attribute(level: int, name: int, data: bytes) -> bytes:
        return struct.pack("<BII", level, name, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)

    tnef = struct.pack("<IH", 0x223E9F78, 1) + attribute(1, 0x00089006, struct.pack("<I", 0x10000))
    tnef += attribute(2, 0x00069002, bytes(14)) + attribute(2, 0x00018010, b"oven.txt\0") + attribute(2, 0x0006800F, b"cold")
    encoded = base64.encodebytes(tnef).decode().replace("\n", "\r\n")
    return _sample(
        "winmail.dat",
        "Winmail",
        f'Content-Type: multipart/mixed; boundary="w"\r\n\r\n--w\r\nContent-Type: text/plain\r\n\r\nSee file.\r\n--w\r\nContent-Type: application/ms-tnef; name="winmail.dat"\r\nContent-Transfer-Encoding: base64\r\n\r\n{encoded}\r\n--w--\r\n',
        "See file.",
        ["oven.txt"],
    )


def enclosed(rng: random.Random) -> Sample:
    """A mail within a mail is a file named by its subject."""
    return _sample(
        "enclosed mail",
        "Enclosed",
        'Content-Type: multipart/mixed; boundary="m"\r\n\r\n--m\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n--m\r\nContent-Type: message/rfc822\r\n\r\nSubject: =?utf-8?q?K=C3=A4lte?=\r\nFrom: x@y.example\r\nContent-Type: multipart/mixed; boundary="n"\r\n\r\n--n\r\nContent-Type: text/plain\r\n\r\ninside\r\n--n--\r\n\r\n--m--\r\n',
        "See below.",
        ["Kälte.eml"],
    )


def pictures(rng: random.Random) -> Sample:
    """Two pictures, one shown in the page, both with the same content id at times."""
    other = rng.choice(["one@x", "two@x"])
    parts = "".join(
        f'--r\r\nContent-Type: image/png; name="{name}"\r\nContent-ID: <{cid}>\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: inline; filename="{name}"\r\n\r\n{PNG}\r\n'
        for name, cid in (("a.png", "one@x"), ("b.png", other))
    )
    return _sample(
        "pictures",
        "Pictures",
        f'Content-Type: multipart/related; boundary="r"\r\n\r\n--r\r\nContent-Type: text/html\r\n\r\n<p>See <img src="cid:one@x"></p>\r\n{parts}--r--\r\n',
        "See",
        ["a.png", "b.png"],
    )


ALL = [invitation, signed_pgp, signed_smime, signed_opaque, encrypted, winmail, enclosed, pictures]
