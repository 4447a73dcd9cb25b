"""XML of anybody as a tree: without entities, DTD and network."""

import zipfile

from lxml import etree

from extractor.readers.base import ReadError
from extractor.readers.decode import decode


def parse_xml(data: bytes) -> tuple[etree._Element, tuple[str, ...]]:
    """Return the root of a document; what is broken is repaired with a warning.

    Raises:
        ReadError: ``parse``.
    """
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "remove_comments": True, "remove_pis": True}
    try:
        return etree.fromstring(data, etree.XMLParser(**options)), ()
    except etree.XMLSyntaxError as error:
        fault = str(error)
    text = decode(data).text.lstrip("\ufeff")
    lenient = etree.XMLParser(**options, recover=True, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode(), lenient) if text.strip() else None
    except etree.XMLSyntaxError:  # of a text such as "\0" there is nothing to repair
        root = None
    if root is None:
        raise ReadError("parse", f"no XML: {fault}"[:300])
    return root, (f"broken XML, repaired: {fault}"[:200],)


def parse_member(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    """Return the root of a document in an archive; None when it is not there.

    Raises:
        ReadError: ``parse``.
    """
    return parse_xml(archive.read(name))[0] if name in archive.namelist() else None
