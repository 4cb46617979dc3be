@0xd5b8c6f1a7e24093;
# A log as bytes: journals (what a world needs to go on after a crash) and recordings (what a session needs to be run again).
#
# One header, then records, each a LogRecord, its payload, and zeros up to a multiple of 8 bytes. Everything is little-endian.
# A struct marked $memory lies as its Cap'n Proto data section, without pointers. docs/reference/session-log.md says what a reader checks.

using Arena = import "/system/v1/arena.capnp";
using memory = Arena.memory;

const logMagic :UInt64 = 0x474f4c534f44554c;
# "LUDOSLOG"
const logVersion :UInt32 = 1;
const recordAlignment :UInt32 = 8;
const maxPayloadBytes :UInt32 = 1073741824;
const hashBytes :UInt32 = 16;
const commitFlag :UInt16 = 1;
# Of a record: everything up to and including it belongs together.
const volatileRegion :UInt32 = 1;

enum LogKind {
  unknown @0;
  journal @1;
  recording @2;
}

struct LogHeader $memory {
  magic @0 :UInt64;
  version @1 :UInt32;
  kind @2 :UInt16;
  headerBytes @3 :UInt16;
  worldIdLow @4 :UInt64;
  worldIdHigh @5 :UInt64;
  series @6 :UInt64;
  # Journals: which segment, from 1. Recordings: 0.
  salt @7 :UInt32;
  # A number of this file's own: what an older file left on the disk is never taken for a record.
  checksum @8 :UInt32;
  # CRC-32C of the header with this field zero.
}

enum RecordKind {
  unknown @0;
  description @1;
  part @2;
  delta @3;
  # A RegionDelta; see arena.capnp.
  tick @4;
  event @5;
  end @6;
}

struct LogRecord $memory {
  payloadBytes @0 :UInt32;
  kind @1 :UInt16;
  flags @2 :UInt16;
  salt @3 :UInt32;
  checksum @4 :UInt32;
  # CRC-32C of this head with this field zero, the payload and the zeros behind it.
  step @5 :UInt64;
  # Ticks completed since the world was made, however often its clock was turned back; a record made within one carries the step that it leads to.
  number @6 :UInt64;
  # Counts the file's records from 0.
}

struct DescriptionHead $memory {
  regionCount @0 :UInt32;
  aboutBytes @1 :UInt32;
  idBytes @2 :UInt16;
  nameBytes @3 :UInt16;
}

struct RegionHead $memory {
  capacity @0 :UInt32;
  strideBytes @1 :UInt32;
  flags @2 :UInt32;
  slots @3 :UInt16;
  fieldCount @4 :UInt16;
  nameBytes @5 :UInt16;
}

struct FieldHead $memory {
  count @0 :UInt32;
  id @1 :UInt16;
  type @2 :UInt8;
  nameBytes @3 :UInt8;
}

struct PartHead $memory {
  digest0 @0 :UInt64;
  digest1 @1 :UInt64;
  digest2 @2 :UInt64;
  digest3 @3 :UInt64;
  contentBytes @4 :UInt32;
  nameBytes @5 :UInt16;
  sourceBytes @6 :UInt16;
}

struct TickHead $memory {
  solidBytes @0 :UInt64;
  # Bytes of the file that must be whole where this record is found: what was on the disk when it was written.
  tick @1 :Int64;
  # The world's clock after the tick.
  inputBytes @2 :UInt32;
  hashCount @3 :UInt32;
}

struct TickHash $memory {
  epoch @0 :UInt64;
  hash0 @1 :UInt64;
  hash1 @2 :UInt64;
  # The first 16 bytes of the SHA-256 of the region's content.
  region @3 :UInt32;
}

enum EventKind {
  unknown @0;
  publish @1;
  # Regions were published by something that is no unit of the world; their contents, as deltas, precede this record.
  stop @2;
  # The wall clock stopped a unit in the tick that follows.
  swap @3;
  # Other code of a module runs from the tick that follows; its part precedes this record.
  rollBack @4;
  # A person asked for the code before.
  restart @5;
  # Instances were made anew; contents as with publish.
  clock @6;
  # The world's clock was turned.
  crash @7;
}

struct EventHead $memory {
  kind @0 :UInt16;
  subjectBytes @1 :UInt16;
  # A module, or module/unit.
  textBytes @2 :UInt32;
  tick @3 :Int64;
  # The world's clock when the tick that follows begins.
}
