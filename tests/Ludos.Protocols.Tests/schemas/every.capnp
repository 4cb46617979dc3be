@0xb1f0c5a9d7e34d21;
# Everything that a schema can say, for tests.

const answer :UInt32 = 42;
const big :UInt64 = 0xffffffffffffffff;
const least :Int64 = -9223372036854775808;
const half :Float32 = 0.5;
const motto :Text = "a \"quoted\" line\nand \\ more";
const blob :Data = 0x"00 ff 10";
const favourite :Colour = green;
const isOn :Bool = true;
const primes :List(UInt16) = [2, 3, 5, 7];
const origin :Point = (x = 1, y = -2);

enum Colour {
  red @0;
  green @1;
  # As grass.
  blue @2;
}

struct Point {
  x @0 :Int32;
  y @1 :Int32 = -7;
}

struct Nothing {}

struct Every {
  # One field of each kind.
  nothing @0 :Void;
  flag @1 :Bool;
  tiny @2 :Int8;
  small @3 :Int16;
  medium @4 :Int32;
  large @5 :Int64;
  tinyUnsigned @6 :UInt8;
  smallUnsigned @7 :UInt16;
  mediumUnsigned @8 :UInt32;
  largeUnsigned @9 :UInt64;
  single @10 :Float32;
  double @11 :Float64;
  text @12 :Text;
  data @13 :Data;
  point @14 :Point;
  colour @15 :Colour;
  voids @16 :List(Void);
  flags @17 :List(Bool);
  bytes @18 :List(Int8);
  shorts @19 :List(Int16);
  ints @20 :List(Int32);
  longs @21 :List(Int64);
  unsignedBytes @22 :List(UInt8);
  unsignedShorts @23 :List(UInt16);
  unsignedInts @24 :List(UInt32);
  unsignedLongs @25 :List(UInt64);
  singles @26 :List(Float32);
  doubles @27 :List(Float64);
  texts @28 :List(Text);
  blobs @29 :List(Data);
  points @30 :List(Point);
  colours @31 :List(Colour);
  matrix @32 :List(List(Int32));
  paths @33 :List(List(Point));
  child @34 :Every;
  children @35 :List(Every);
  any @36 :AnyPointer;
  shape :union {
    none @37 :Void;
    radius @38 :Float64;
    box :group {
      width @39 :Float32;
      height @40 :Float32;
      label @41 :Text;
    }
    corner @42 :Point;
    corners @43 :List(Point);
  }
  place :group {
    name @44 :Text;
    floor @45 :UInt8 = 3;
    inside :group {
      room @46 :UInt16;
    }
  }
  union {
    plain @47 :Void;
    count @48 :UInt32 = 5;
    message @49 :Text;
    isSure @50 :Bool = true;
  }
  nothings @51 :List(Nothing);
  which @52 :UInt8;
}

struct Defaults {
  flag @0 :Bool = true;
  tiny @1 :Int8 = -123;
  small @2 :Int16 = -12345;
  medium @3 :Int32 = -12345678;
  large @4 :Int64 = -123456789012345;
  tinyUnsigned @5 :UInt8 = 234;
  smallUnsigned @6 :UInt16 = 45678;
  mediumUnsigned @7 :UInt32 = 3456789012;
  largeUnsigned @8 :UInt64 = 12345678901234567890;
  single @9 :Float32 = 1234.5;
  double @10 :Float64 = -123e45;
  text @11 :Text = "foo";
  data @12 :Data = 0x"626172";
  point @13 :Point = (x = 3);
  colour @14 :Colour = blue;
  ints @15 :List(Int32) = [111111, -222222];
  texts @16 :List(Text) = ["plugh", "xyzzy"];
  points @17 :List(Point) = [(x = 1), (y = 2)];
  nested @18 :Outer.Inner = (value = "in", depth = deep);
  infinity @19 :Float32 = inf;
  flags @20 :List(Bool) = [true, false, true];
}

struct Outer {
  inner @0 :Inner;
  struct Inner {
    value @0 :Text;
    depth @1 :Depth = shallow;
    enum Depth {
      shallow @0;
      deep @1;
    }
  }
  const limit :UInt16 = 9;
}

struct Box(T) {
  value @0 :T;
}

struct Boxes {
  text @0 :Box(Text);
  point @1 :Box(Point);
}

struct PointOlder {
  x @0 :Int32;
}

struct PointNewer {
  x @0 :Int32;
  y @1 :Int32 = -7;
  z @2 :Int64 = 11;
  name @3 :Text = "unnamed";
}

struct HolderOlder {
  point @0 :PointOlder;
  numbers @1 :List(UInt32);
}

struct HolderNewer {
  point @0 :PointNewer;
  numbers @1 :List(Numbered);
  struct Numbered {
    number @0 :UInt32;
    name @1 :Text;
  }
}
