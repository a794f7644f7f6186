import pytest

from pipeline.check.pdf import check_pdf
from tests.check.rich import RICH
from tests.samples import pdf_file


@pytest.mark.parametrize("name", RICH)
def test_documents_with_everything_have_no_finding(name: str) -> None:
    document = RICH[name]
    assert [str(f.message) for f in check_pdf(pdf_file(document), document, "")] == []
