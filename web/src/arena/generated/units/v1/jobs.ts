// Generated from protocols/units/v1/jobs.capnp by './ludos layout generate'. Change the schemas, not this file.
// Little-endian: offsets in bytes, 64-bit numbers as bigint.

export const jobMaxInputBytes = 131072;
export const jobMaxParameterBytes = 16384;
export const jobMaxOutputBytes = 131072;

export const JobOpcode = {
  unknown: 0,
  run: 1,
  done: 2,
} as const;

export const JobRequest = {
  sizeBytes: 32,
  /** The waiting place << 32 | how often it was used before: names one job, and no later one. */
  job: 0,
  library: 8,
  method: 12,
  inputBytes: 16,
  parameterBytes: 20,
  /** Most that the reply may carry. */
  outputBytes: 24,
  reserved: 28,
} as const;

export const JobReply = {
  sizeBytes: 24,
  /** As in the request. */
  job: 0,
  /** An ExecuteCode. */
  code: 8,
  attempts: 10,
  /** What the method returned, where that is a fault of its own. */
  unitCode: 12,
  outputBytes: 16,
  worker: 20,
} as const;
