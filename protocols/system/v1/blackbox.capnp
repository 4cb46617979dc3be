@0xed3ed90e0dfcb53b;
# A game's black box: a file of fixed size, mapped while the game runs. The kernel keeps what was stored even when the process is killed between two
# instructions, so the file tells the last of a game that could not tell it itself.

using Arena = import "arena.capnp";

const boxMagic :UInt64 = 0x584f42534f44554c;
# "LUDOSBOX"
const boxVersion :UInt32 = 1;
const boxBytes :UInt32 = 1048576;
const boxRecordBytes :UInt32 = 256;
const boxTextBytes :UInt32 = 216;
const boxNameBytes :UInt32 = 96;
const boxMaxUnits :UInt32 = 64;
const boxMaxCounters :UInt32 = 64;
const boxMaxRecords :UInt32 = 4032;

struct BoxHeader $Arena.memory {
  magic @0 :UInt64;
  version @1 :UInt32;
  records @2 :UInt32;
  pid @3 :UInt32;
  startLow @4 :UInt32;
  # Low half of the process's start time in clock ticks.
  openedUnixMs @5 :Int64;
  units @6 :UInt32;
  counters @7 :UInt32;
  gameBytes @8 :UInt32;
  versionBytes @9 :UInt32;
}

struct BoxBeat $Arena.memory {
  tick @0 :Int64;
  beatUnixMs @1 :Int64;
  # Coarse: refreshed by the stall watch, not by the tick.
  phase @2 :UInt32;
  # 0 between ticks, 1 boundary, 2 input, 3 a unit, 4 closing the tick.
  unit @3 :UInt32;
  state @4 :UInt32;
  # 1 running, 2 parked, 3 paused, 4 crashed, 5 closed.
}

struct BoxRecord $Arena.memory {
  sequence @0 :UInt64;
  # Written last; 0 while the record is being written.
  tick @1 :Int64;
  unixMs @2 :Int64;
  kind @3 :UInt16;
  # 1 marker, 2 line of the trace, 3 unhandled exception.
  textBytes @4 :UInt16;
  checksum @5 :UInt32;
  # CRC-32C of the record with sequence and checksum zero.
}

const boxMap :List(Arena.Placement) = [
  (name = "header", type = "BoxHeader", offset = 0, stride = 64, align = 64),
  (name = "game", type = "bytes", offset = 64, stride = 96),
  (name = "build", type = "bytes", offset = 160, stride = 32),
  (name = "beat", type = "BoxBeat", offset = 256, stride = 64, align = 64),
  (name = "counters", type = "bytes", offset = 512, stride = 8, count = 64),
  (name = "unitNames", type = "bytes", offset = 4096, stride = 96, count = 64),
  (name = "records", type = "BoxRecord", offset = 16384, stride = 256, count = 4032, align = 256)
] $Arena.map("box");

const boxRecordMap :List(Arena.Placement) = [
  (name = "head", type = "BoxRecord", offset = 0, stride = 40),
  (name = "text", type = "bytes", offset = 40, stride = 216)
] $Arena.map("record");
