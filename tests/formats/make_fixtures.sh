#!/bin/sh
# Makes the office files, pages and PDFs of tests/formats/files from what is in tests/formats/sources, by LibreOffice and
# pandoc (Debian: libreoffice-writer-nogui, libreoffice-impress-nogui, libreoffice-calc-nogui, pandoc, chromium). The tests need only its results.
set -eu
cd "$(dirname "$0")"
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
office() { soffice "-env:UserInstallation=file://$profile" --headless --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1; }
mkdir -p files
pandoc sources/report.md -o files/report_pandoc.docx
pandoc sources/report.md -o files/report_pandoc.odt
pandoc sources/report.md -s -o files/report_pandoc.html
pandoc sources/slides.md -o files/slides_pandoc.pptx
office docx files sources/text.fodt
office odt files sources/text.fodt
office pdf files sources/text.fodt
office pdf files sources/columns.fodt
office pdf files sources/table.fodt
office odp files files/slides_pandoc.pptx
office ods files sources/sheets.fods
office xlsx files sources/sheets.fods
pandoc sources/transcript.md -o files/transcript.docx
# As a browser prints a page (Debian: chromium), with its address below.
cp sources/page.html /tmp/page.html
chromium --headless --no-sandbox --disable-gpu "--user-data-dir=$profile/browser" --print-to-pdf=files/page_printed.pdf \
  file:///tmp/page.html >/dev/null 2>&1
