"""Threads share heaps: what many of them have given back does not pile up in heaps of their own."""

import subprocess
import sys

import pytest

ARENAS = """
import ctypes, threading, sys
from cstoviz.operating.memory import share_heaps
libc = ctypes.CDLL("libc.so.6")
libc.malloc.restype = ctypes.c_void_p
libc.free.argtypes = [ctypes.c_void_p]
if sys.argv[1] == "shared":
    share_heaps()
together = threading.Barrier(12)

def work():
    held = [libc.malloc(5000) for _ in range(50)]
    together.wait()
    for each in held:
        libc.free(each)

threads = [threading.Thread(target=work) for _ in range(12)]
for each in threads: each.start()
for each in threads: each.join()
libc.malloc_stats()
"""


def heaps(how):
    """Return how many heaps twelve threads at once make in a process of its own."""
    told = subprocess.run([sys.executable, "-c", ARENAS, how], capture_output=True, check=True)
    return told.stderr.decode().count("Arena ")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc's heaps")
def test_threads_share_heaps():
    assert heaps("shared") <= 2 < heaps("own")
