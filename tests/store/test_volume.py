"""What is told of disks: which lies on another computer."""

import sys
from pathlib import Path

import pytest

from cspdesk.store import volume

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
server:/export /mnt/office nfs4 rw 0 0
//nas/share /mnt/office/local cifs rw 0 0
/dev/sdb1 /mnt/office/local/disk ext4 rw 0 0
torn line
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the list of mounts is Linux's")
@pytest.mark.parametrize(
    ("folder", "remote"),
    [
        ("/home/desk", False),
        ("/mnt/office/desk", True),
        ("/mnt/office", True),
        ("/mnt/office/local/x", True),
        ("/mnt/office/local/disk/desk", False),
        ("/mnt/officer", False),
    ],
)
def test_the_innermost_mount_decides(tmp_path: Path, folder: str, remote: bool):
    (tmp_path / "mounts").write_text(MOUNTS)
    assert volume.is_on_network(Path(folder), mounts=tmp_path / "mounts") is remote


@pytest.mark.skipif(sys.platform != "linux", reason="the list of mounts is Linux's")
def test_where_the_system_does_not_say_a_folder_counts_as_local(tmp_path: Path):
    assert not volume.is_on_network(tmp_path, mounts=tmp_path / "nowhere")


def test_a_computer_and_a_disk_are_told_the_same_twice(tmp_path: Path):
    assert volume.machine() == volume.machine()
    assert volume.disk(tmp_path) == volume.disk(tmp_path)
    assert volume.disk(tmp_path / "nowhere") == ""
