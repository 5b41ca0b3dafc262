#!/bin/sh
# Install what the tests drive and read files with, where apt is there and it is missing: Chromium,
# poppler (pdftotext, pdfinfo), LibreOffice's Impress and Calc, and Java for the tests of Spark; and
# the programs named as arguments, whose packages are called as they are.
set -eu
wanted=""
if [ -z "${CHROMIUM:-}" ] && ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then
    wanted="chromium"
fi
command -v java >/dev/null || wanted="$wanted default-jre-headless"
command -v pdftotext >/dev/null || wanted="$wanted poppler-utils"
command -v soffice >/dev/null || wanted="$wanted libreoffice-impress libreoffice-calc fonts-liberation"
for program in "$@"; do
    command -v "$program" >/dev/null || [ -x "/usr/sbin/$program" ] || wanted="$wanted $program"
done
[ -n "$wanted" ] || exit 0
if ! command -v apt-get >/dev/null; then
    echo "Missing: $wanted. Install them; Chromium can be named in CHROMIUM. The tests that need them are skipped." >&2
    exit 0
fi
sudo=""
[ "$(id -u)" -eq 0 ] || sudo="sudo"
$sudo apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $wanted >/dev/null
