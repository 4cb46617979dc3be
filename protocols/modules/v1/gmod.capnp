@0xb3e5b1d55d9b9dea;
# A module's package as bytes: the .gmod container, version 1. docs/reference/gmod.md says what a reader checks.
#
# A head and the digest of the directory; the directory, one entry a file; the contents. Everything is little-endian, gaps and padding are zero.
# Digests are SHA-256: bytes, not numbers, so they are placed and have no struct.
# No struct can say how far apart entries lie: a path follows each, padded to gmodPathAlignment. Nor where contents lie: each at the next multiple of
# gmodContentAlignment after the last. Reader and writer walk both by hand, with these numbers.

using Arena = import "/system/v1/arena.capnp";
using memory = Arena.memory;

const gmodMagic :UInt64 = 0x1a0a0d444f4d478e;
# 8E "GMOD" 0D 0A 1A: begins with a byte that is no text and holds the line ends that a text transfer would change.
const gmodVersion :UInt16 = 1;
const gmodPathAlignment :UInt32 = 8;
const gmodContentAlignment :UInt32 = 16;
const gmodMaxFiles :UInt32 = 4096;
const gmodMaxPathBytes :UInt32 = 200;

struct GmodHead $memory {
  magic @0 :UInt64;
  version @1 :UInt16;
  flags @2 :UInt16;
  # 0: version 1 has none.
  fileCount @3 :UInt32;
  directoryBytes @4 :UInt32;
  reserved @5 :UInt32;
  totalBytes @6 :UInt64;
  # Of the whole file.
}

struct GmodEntryHead $memory {
  contentOffset @0 :UInt64;
  # In the file.
  contentBytes @1 :UInt64;
}

struct GmodEntryTail $memory {
  pathBytes @0 :UInt16;
  # Without the zeros behind it.
  reservedLow @1 :UInt16;
  reservedHigh @2 :UInt32;
}

const gmodMap :List(Arena.Placement) = [
  (name = "head", type = "GmodHead", offset = 0, stride = 32),
  (name = "digest", type = "bytes", offset = 32, stride = 32),
  (name = "entries", type = "bytes", offset = 64, stride = 64)
] $Arena.map("gmod");
# The digest is the directory's. The stride of entries is that of the smallest.

const gmodEntryMap :List(Arena.Placement) = [
  (name = "head", type = "GmodEntryHead", offset = 0, stride = 16),
  (name = "digest", type = "bytes", offset = 16, stride = 32),
  (name = "tail", type = "GmodEntryTail", offset = 48, stride = 8),
  (name = "path", type = "bytes", offset = 56, stride = 8)
] $Arena.map("gmodEntry");
# The digest is the content's. The stride of path is that of the smallest.
