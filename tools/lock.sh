#!/bin/sh
# Pin the run-time packages of pyproject.toml and the development packages of its dev group.
set -eu
compile="uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url"
runtime=$(mktemp) && dev=$(mktemp)
$compile pyproject.toml -o "$runtime"
$compile --group dev -c "$runtime" -o "$dev"
{
    echo "# Run-time packages, pinned. Written by 'make lock' from pyproject.toml."
    echo "-e ."
    cat "$runtime"
} >requirements.txt
{
    echo "# What tests and tools need beyond requirements.txt, pinned. Written by 'make lock'."
    echo "-r requirements.txt"
    grep -vxFf "$runtime" "$dev"
} >requirements-dev.txt
rm "$runtime" "$dev"
