"""Another machine is told the login only once its certificate has proved that it is that machine: real TLS, real names.

The wheel's server is built without TLS. So what answers here speaks PostgreSQL's first words alone, which is as far as
a server that cannot prove itself ever gets.
"""

from __future__ import annotations

import ipaddress
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from socket import create_server

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from caseboard.domain.errors import StoreError
from caseboard.store.address import read_address
from caseboard.store.server import ServerOpener
from tests.postgres import wheel_is_there

SOMEWHERE_ELSE = "127.0.0.9"
YES = b"S"
NO = b"E" + (4 + len(_WHY := b"SFATAL\0C28000\0Mno\0\0")).to_bytes(4) + _WHY


@dataclass(frozen=True)
class Signer:
    """An authority with its certificate."""

    key: ec.EllipticCurvePrivateKey
    name: x509.Name

    def sign(self, of: ec.EllipticCurvePrivateKey, address: str = "") -> x509.Certificate:
        """A certificate for the machine of this address, or, of its own key, the authority's."""
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, address)]) if address else self.name
        made = x509.CertificateBuilder(self.name, subject, of.public_key(), x509.random_serial_number())
        made = made.not_valid_before(datetime.now(UTC) - timedelta(days=1))
        made = made.not_valid_after(datetime.now(UTC) + timedelta(days=1))
        made = made.add_extension(x509.BasicConstraints(ca=not address, path_length=None), critical=True)
        if address:
            names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])
            made = made.add_extension(names, critical=False)
        return made.sign(self.key, hashes.SHA256())


def _signer(name: str) -> Signer:
    return Signer(
        ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    )


def _answering(folder: Path, signer: Signer, address: str) -> ssl.SSLContext:
    """How a machine that has this certificate answers."""
    key = ec.generate_private_key(ec.SECP256R1())
    chain = folder / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    chain.write_bytes(private + signer.sign(key, address).public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    return context


def _meet(context: ssl.SSLContext, trusted: Path) -> tuple[str, bytes]:
    """What opening a database there is refused with, and what the machine was told within the encryption."""
    heard: list[bytes] = []
    with create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(30)

        def answer() -> None:
            connection, _ = listening.accept()
            with connection, suppress(OSError):
                connection.recv(8)
                connection.sendall(YES)
                with context.wrap_socket(connection, server_side=True) as encrypted:
                    heard.append(encrypted.recv(1000))
                    encrypted.sendall(NO)

        answering = threading.Thread(target=answer)
        answering.start()
        # This machine under a name that is not known to be its own.
        url = f"postgresql://amin@127.1:{listening.getsockname()[1]}/council?sslrootcert={trusted}"
        with pytest.raises(StoreError) as refused:
            ServerOpener(read_address(url), "amin").open()
        answering.join()
    return str(refused.value), b"".join(heard)


@pytest.mark.skipif(not wheel_is_there(), reason="no client library for this machine")
def test_a_login_is_told_to_the_machine_that_proves_itself_and_to_no_other(tmp_path: Path) -> None:
    council, stranger = _signer("the council's authority"), _signer("the council's authority")
    trusted = tmp_path / "root.pem"
    trusted.write_bytes(council.sign(council.key).public_bytes(serialization.Encoding.PEM))
    for signer, address in ((council, SOMEWHERE_ELSE), (stranger, "127.0.0.1")):
        said, heard = _meet(_answering(tmp_path, signer, address), trusted)
        assert "does not prove that it is that machine: ask whoever keeps it for the certificate to trust" in said
        assert heard == b""
    said, heard = _meet(_answering(tmp_path, council, "127.0.0.1"), trusted)
    assert "does not prove" not in said
    assert b"amin" in heard and b"council" in heard
