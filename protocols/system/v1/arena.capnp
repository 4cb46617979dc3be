@0x972ec3bce026daa5;
# The arena as bytes: what every process, language and tool that touches shared memory agrees on.
#
# A struct marked $memory is not a message: it lies in a shared segment as its Cap'n Proto data section, little-endian, without pointers. Where such
# structs lie in their segment is said by the maps below (lists of Placement). C#, C and TypeScript are generated from this file;
# `ludos layout check` proves that nothing overlaps, that everything is aligned, and that the three agree byte for byte.

annotation memory @0x90f37349a6663db9 (struct) :Void;
annotation map @0xd9292d4a8c498297 (const) :Text;
# The name of the segment or block that a list of placements describes.

struct Placement {
  # One struct, or an array of them, at a fixed place of a block of memory.
  name @0 :Text;
  type @1 :Text;
  # A $memory struct of this file, or "bytes".
  offset @2 :UInt32;
  stride @3 :UInt32;
  # Bytes from one to the next; the size of one where count is 1.
  count @4 :UInt32 = 1;
  align @5 :UInt32 = 8;
  bytes @6 :UInt32;
  # That one of them has, where type is "bytes"; 0 for the whole stride.
}

# ---- Numbers ----

const layoutVersion :UInt32 = 2;
const arenaMagic :UInt64 = 0x4e5241534f44554c;
# "LUDOSARN"
const regionMagic :UInt64 = 0x4e4752534f44554c;
# "LUDOSRGN"
const lineBytes :UInt32 = 64;
const segmentAlignment :UInt32 = 65536;
const maxRegions :UInt32 = 1023;
const maxSlots :UInt32 = 62;
const maxFields :UInt32 = 62;
const pinsPerLine :UInt32 = 7;
const epochShift :UInt32 = 8;
const slotMask :UInt32 = 255;
const movedSlot :UInt32 = 255;
# In a word: this segment was replaced; ask the owner for the region again.

# ---- Control segment: written by the owner alone ----

struct ArenaHeader $memory {
  magic @0 :UInt64;
  version @1 :UInt32;
  maxRegions @2 :UInt32;
  controlBytes @3 :UInt64;
  worldIdLow @4 :UInt64;
  worldIdHigh @5 :UInt64;
  ownerPid @6 :UInt32;
  ownerStartLow @7 :UInt32;
  # Low half of the owner's start time in clock ticks.
}

struct DirectoryLine $memory {
  regionCount @0 :UInt32;
  # Grows, with release, after the entry is written.
  changes @1 :UInt32;
  # Counts entries added and regions moved; what a follower polls.
}

struct DirectoryEntry $memory {
  segmentBytes @0 :UInt64;
  capacity @1 :UInt32;
  stride @2 :UInt32;
  slots @3 :UInt16;
  fieldCount @4 :UInt16;
  flags @5 :UInt32;
  # 1: volatile. 2: external writer.
  nameBytes @6 :UInt8;
  kind @7 :RegionKind;
  checksum @8 :UInt32;
  # CRC-32C of the whole entry with this field and generation zero.
  generation @9 :UInt32;
  # 1 at first; one more each time the region's segment is replaced.
}

enum RegionKind {
  fixed @0;
  dynamic @1;
  ring @2;
}

struct FieldEntry $memory {
  id @0 :UInt16;
  type @1 :UInt8;
  # 1 u8, 2 i8, 3 u16, 4 i16, 5 u32, 6 i32, 7 u64, 8 i64, 9 f32, 10 f64
  nameBytes @2 :UInt8;
  count @3 :UInt32;
}

const controlMap :List(Placement) = [
  (name = "header", type = "ArenaHeader", offset = 0, stride = 64),
  (name = "directory", type = "DirectoryLine", offset = 64, stride = 64),
  (name = "entries", type = "bytes", offset = 4096, stride = 4096, count = 1023, align = 4096)
] $map("control");

const entryMap :List(Placement) = [
  (name = "head", type = "DirectoryEntry", offset = 0, stride = 48),
  (name = "name", type = "bytes", offset = 48, stride = 80),
  (name = "fields", type = "FieldEntry", offset = 128, stride = 64, count = 62),
  (name = "fieldNames", type = "bytes", offset = 136, stride = 64, count = 62, bytes = 48)
] $map("entry");
# A field's name (up to 48 bytes) lies behind its FieldEntry, in the same 64 bytes.

# ---- Region segment: head, then slots; written by the region's writer ----

struct RegionIdentity $memory {
  magic @0 :UInt64;
  version @1 :UInt32;
  index @2 :UInt32;
  worldIdLow @3 :UInt64;
  generation @4 :UInt32;
  slots @5 :UInt32;
}

struct RegionWord $memory {
  word @0 :UInt64;
  # Front slot in the low 8 bits, epoch in the 56 above.
}

struct RegionLease $memory {
  lease @0 :UInt64;
  # 0 when free, else process number << 32 | low half of its start time.
  undoEpoch @1 :UInt64;
  revocations @2 :UInt64;
}

struct SlotRecord $memory {
  fillSequence @0 :UInt64;
  # Odd while the slot is being filled; never goes back.
  epoch @1 :UInt64;
  # Under which its content was first published; 0 for none.
  blockOffset @2 :UInt64;
  # Dynamic regions: where the slot's block begins in the segment.
  elements @3 :UInt32;
  # Dynamic regions: elements that the block holds.
  blockTag @4 :UInt32;
}

const regionMap :List(Placement) = [
  (name = "word", type = "RegionWord", offset = 0, stride = 64, align = 64),
  (name = "lease", type = "RegionLease", offset = 64, stride = 64, align = 64),
  (name = "identity", type = "RegionIdentity", offset = 128, stride = 64, align = 64),
  (name = "slots", type = "SlotRecord", offset = 256, stride = 32, count = 62, align = 32),
  (name = "content", type = "bytes", offset = 65536, stride = 65536, align = 65536)
] $map("region");

# ---- Pin page: written by its attacher ----

struct PinLine $memory {
  pin0 @0 :UInt64;
  pin1 @1 :UInt64;
  pin2 @2 :UInt64;
  pin3 @3 :UInt64;
  pin4 @4 :UInt64;
  pin5 @5 :UInt64;
  pin6 @6 :UInt64;
  sleepers @7 :Int32;
}

const pinMap :List(Placement) = [
  (name = "regions", type = "PinLine", offset = 64, stride = 64, count = 1023, align = 64)
] $map("pins");

# ---- Deltas: what changed between two epochs of a region ----

const deltaMagic :UInt32 = 0x544c444c;
# "LDLT"
const deltaVersion :UInt32 = 1;
const deltaKeyFlag :UInt32 = 1;
# The delta is the whole content; its base does not matter.
const deltaBlockBytes :UInt32 = 32;
# Contents are compared in blocks of this size; neighbouring changed blocks make one run. The last block may be cut short.

struct DeltaHead $memory {
  # Then runCount runs, then payloadBytes bytes: those of all runs in order.
  magic @0 :UInt32;
  version @1 :UInt16;
  flags @2 :UInt16;
  region @3 :UInt32;
  # Index of the region in its arena; 0 when that does not matter.
  strideBytes @4 :UInt32;
  baseEpoch @5 :UInt64;
  # The epoch that the delta can be applied to; below epoch. 0 in a key.
  epoch @6 :UInt64;
  contentBytes @7 :UInt32;
  # Of the whole content: a multiple of strideBytes, below 2^31.
  runCount @8 :UInt32;
  payloadBytes @9 :UInt32;
  checksum @10 :UInt32;
  # CRC-32C of runs and payload.
}

struct DeltaRun $memory {
  # Runs ascend, are disjoint and not empty, and lie inside the content.
  offsetBytes @0 :UInt32;
  lengthBytes @1 :UInt32;
}

const deltaMap :List(Placement) = [
  (name = "head", type = "DeltaHead", offset = 0, stride = 48)
] $map("delta");

# ---- Rings: byte frames from one producer or many to one consumer ----

const ringMagic :UInt64 = 0x474e52534f44554c;
# "LUDOSRNG"
const ringVersion :UInt32 = 1;
const ringProducers :UInt32 = 62;
const frameAlignment :UInt32 = 16;
# Frames begin at multiples of it; a frame is its head and its bytes, rounded up.

enum FrameMark {
  none @0;
  claimed @1;
  # Its producer is filling it.
  whole @2;
  skip @3;
  # No frame: the rest of the ring up to its end.
  abandoned @4;
  # Its producer gave it up.
}

struct RingIdentity $memory {
  # Written once, before the magic.
  magic @0 :UInt64;
  version @1 :UInt32;
  kind @2 :UInt32;
  # 1: one producer. 2: many.
  capacityBytes @3 :UInt32;
  # Of the content; a multiple of 65536.
}

struct RingTail $memory {
  # Written by producers. Positions count bytes since the ring was made and never go back; position modulo capacity is the place.
  tail @0 :UInt64;
  lock @1 :UInt32;
  # 0, or the place of the producer that claims, plus 1. Held for the few stores of a claim; the lock of a dead holder is taken over.
  reserved @2 :UInt32;
}

struct RingHead $memory {
  # Written by the consumer: everything before it may be overwritten.
  head @0 :UInt64;
  lease @1 :UInt64;
  # The consumer: process number << 32 | low half of its start time.
}

struct RingBell $memory {
  # A futex: who sleeps adds one to sleepers, looks again, and sleeps on rings; who has news adds one to rings and wakes.
  rings @0 :UInt32;
  sleepers @1 :UInt32;
}

struct RingPlace $memory {
  lease @0 :UInt64;
  # As in RingHead; 0 when the place is free.
  generation @1 :UInt32;
  # One more with each new holder, modulo 256 in frames.
  sequence @2 :UInt32;
  # Frames claimed by this holder.
  refusals @3 :UInt64;
  # Claims that found the ring full.
}

struct FrameHead $memory {
  mark @0 :UInt32;
  # A FrameMark; the store of whole hands the frame over.
  lengthBytes @1 :UInt32;
  # Of the bytes behind the head; of everything up to the end for skip.
  opcode @2 :UInt16;
  producer @3 :UInt8;
  generation @4 :UInt8;
  sequence @5 :UInt32;
  # Counts the frames of its producer, from 1.
}

const ringMap :List(Placement) = [
  (name = "identity", type = "RingIdentity", offset = 0, stride = 64, align = 64),
  (name = "tail", type = "RingTail", offset = 128, stride = 128, align = 128),
  (name = "head", type = "RingHead", offset = 256, stride = 128, align = 128),
  (name = "data", type = "RingBell", offset = 384, stride = 128, align = 128),
  (name = "space", type = "RingBell", offset = 512, stride = 128, align = 128),
  (name = "producers", type = "RingPlace", offset = 640, stride = 64, count = 62, align = 64),
  (name = "content", type = "bytes", offset = 65536, stride = 65536, align = 65536)
] $map("ring");

# ---- Attaching: fixed-size messages on the owner's socket ----

const requestMagic :UInt32 = 0x51414c4c;
const replyMagic :UInt32 = 0x52414c4c;

enum RequestKind {
  unknown @0;
  attach @1;
  region @2;
  # argument: index. Answer: a descriptor that reads only.
  pins @3;
  # Pin pages of all others; for who holds a write grant.
  grant @4;
  # argument: index. Answer: the region's new segment, writable; nothing else may be asked before mapped.
  mapped @5;
  # The new segment is mapped here: the owner seals it and puts it in the directory.
  rings @6;
  # Once a connection. Answer: inbox (to the owner, one producer) and outbox (from the owner), both writable; value: bytes of each segment.
}

enum PeerOpcode {
  # Frames in an inbox: text is UTF-8. Each is answered by an answer frame in the outbox.
  unknown @0;
  log @1;
  # A line for the game's trace.
  mark @2;
  # A line for the game's markers.
  intent @3;
  # A PeerIntent; needs the input capability.
  watch @4;
  # u32: index of a region. From now on an epoch frame follows each of its epochs, or the latest of several.
  give @5;
  # Path of a Unix socket where the segment can be taken over.
  leave @6;
  # The connection is to be closed.
  answer @7;
  # In an outbox: PeerReply.
  epoch @8;
  # In an outbox: PeerEpoch.
}

struct PeerIntent $memory {
  device @0 :UInt8;
  control @1 :UInt16;
  value @2 :Float32;
  value2 @3 :Float32;
}

struct PeerReply $memory {
  sequence @0 :UInt32;
  # Of the frame in the inbox.
  opcode @1 :UInt16;
  outcome @2 :UInt16;
  # 0 done, 1 not granted, 2 bad frame, 3 too often, 4 no such region, 5 refused.
}

struct PeerEpoch $memory {
  region @0 :UInt32;
  epoch @1 :UInt64;
}

struct AttachRequest $memory {
  magic @0 :UInt32;
  version @1 :UInt32;
  kind @2 :UInt32;
  argument @3 :UInt32;
}

struct AttachReply $memory {
  magic @0 :UInt32;
  version @1 :UInt32;
  status @2 :UInt32;
  # 0, or an error code plus 1.
  descriptors @3 :UInt32;
  value @4 :UInt64;
}
