@0xe1d94f2b7c3a5608;
# Jobs as frames of two rings: a request to one worker, a reply from whichever worker did it. docs/reference/units.md says what each side checks.
#
# A head, and behind it the bytes it counts: a request's input and then its parameters, a reply's output.

using Arena = import "/system/v1/arena.capnp";
using memory = Arena.memory;

const jobMaxInputBytes :UInt32 = 131072;
const jobMaxParameterBytes :UInt32 = 16384;
const jobMaxOutputBytes :UInt32 = 131072;

enum JobOpcode {
  unknown @0;
  run @1;
  done @2;
}

struct JobRequest $memory {
  job @0 :UInt64;
  # The waiting place << 32 | how often it was used before: names one job, and no later one.
  library @1 :UInt32;
  method @2 :UInt32;
  inputBytes @3 :UInt32;
  parameterBytes @4 :UInt32;
  outputBytes @5 :UInt32;
  # Most that the reply may carry.
  reserved @6 :UInt32;
}

struct JobReply $memory {
  job @0 :UInt64;
  # As in the request.
  code @1 :UInt16;
  # An ExecuteCode.
  attempts @2 :UInt16;
  unitCode @3 :Int32;
  # What the method returned, where that is a fault of its own.
  outputBytes @4 :UInt32;
  worker @5 :UInt32;
}
