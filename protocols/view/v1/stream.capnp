@0x9b6416aa00b0ade5;
# What the page and the game's server say to each other in binary: the heads of frames, and the page's own messages. Everything is little-endian.
# docs/reference/web-protocol.md says when each is sent and what a receiver checks. Texts are JSON and not told here.
#
# A head is a $memory struct where its fields lie on their own boundaries in whole words. The page's input and acknowledgement, and the run of a screen,
# are packed closer than that: no struct can have their bytes, so a map gives each field its place, and its comment the type.

using Arena = import "/system/v1/arena.capnp";
using memory = Arena.memory;

const viewVersion :UInt32 = 1;
# Of the page's first socket; said in its hello.
const viewRegionsVersion :UInt32 = 1;
# Of the socket of regions.

const viewScreenKind :UInt8 = 0x01;
# The first byte of a binary message is its kind.
const viewSoundKind :UInt8 = 0x02;
const viewRegionKind :UInt8 = 0x03;
const viewInputKind :UInt8 = 0x10;
const viewAckKind :UInt8 = 0x11;
const viewRegionAckKind :UInt8 = 0x12;

const viewScreenKeyFlag :UInt8 = 1;
# The frame builds on nothing.
const viewRegionChecksumFlag :UInt8 = 1;
# The head's contentChecksum was asked for and is there.
const viewUnitBytes :UInt32 = 16;
# Runs of a screen count in units of this many bytes; a screen's last unit may be shorter.
const viewRunBytes :UInt32 = 4;
const viewAckBytes :UInt32 = 5;
const viewMaxFeeds :UInt32 = 8;
# Of one page.

# ---- From the server ----

struct ViewScreenHead $memory {
  # Then the palette, then runs to the end of the message.
  kind @0 :UInt8;
  flags @1 :UInt8;
  paletteBytes @2 :UInt16;
  sequence @3 :UInt32;
  # From 1.
  epoch @4 :UInt64;
  # Of the pixels' region.
  baseSequence @5 :UInt32;
  # Of the frame that this builds on; 0 for a key frame.
  screenBytes @6 :UInt32;
  # Of the whole screen.
}

struct ViewSoundHead $memory {
  # Then one tick of signed 16-bit samples, left and right interleaved.
  kind @0 :UInt8;
  epoch @1 :UInt64;
}

struct ViewRegionHead $memory {
  # Then one delta, a DeltaHead first.
  kind @0 :UInt8;
  feed @1 :UInt8;
  flags @2 :UInt8;
  reserved @3 :UInt8;
  # Always 0.
  sequence @4 :UInt32;
  # From 1 for each feed.
  contentChecksum @5 :UInt32;
  # CRC-32C of the region's whole content at the delta's epoch, or 0.
  skipped @6 :UInt32;
  # Epochs that were published since the last frame and left out.
}

const viewRunMap :List(Arena.Placement) = [
  (name = "skip", type = "bytes", offset = 0, stride = 2, align = 1),
  (name = "count", type = "bytes", offset = 2, stride = 2, align = 1)
] $Arena.map("viewRun");
# Two u16, in units: how many to leave as they are, and how many follow. Runs lie wherever the one before ended.

# ---- From the page ----

struct ViewRegionAck $memory {
  kind @0 :UInt8;
  feed @1 :UInt8;
  reserved @2 :UInt16;
  # Always 0.
  sequence @3 :UInt32;
  # This frame of the feed and all before it were used.
}

const viewAckMap :List(Arena.Placement) = [
  (name = "kind", type = "bytes", offset = 0, stride = 1, align = 1),
  (name = "sequence", type = "bytes", offset = 1, stride = 4, align = 1)
] $Arena.map("viewAck");
# The sequence is a u32: this frame of the screen and all before it were drawn.

const viewInputMap :List(Arena.Placement) = [
  (name = "kind", type = "bytes", offset = 0, stride = 1, align = 1),
  (name = "count", type = "bytes", offset = 1, stride = 1, align = 1),
  (name = "samples", type = "bytes", offset = 2, stride = 11, count = 64, align = 1)
] $Arena.map("viewInput");
# The u8 count says how many samples there are, 1 to 64; the message ends with the last of them.

const viewSampleMap :List(Arena.Placement) = [
  (name = "device", type = "bytes", offset = 0, stride = 1, align = 1),
  (name = "control", type = "bytes", offset = 1, stride = 2, align = 1),
  (name = "value", type = "bytes", offset = 3, stride = 4, align = 1),
  (name = "value2", type = "bytes", offset = 7, stride = 4, align = 1)
] $Arena.map("viewSample");
# One sample of an input message: u8, u16, f32, f32.
