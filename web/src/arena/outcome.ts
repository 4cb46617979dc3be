/** Why something of the arena cannot be: the codes that every arena uses. */
export type ArenaErrorCode =
  | 'unsupported' | 'badHeader' | 'versionMismatch' | 'truncated' | 'corrupt' | 'badSchema' | 'nameTaken' | 'directoryFull'
  | 'unknownRegion' | 'schemaMismatch' | 'leaseHeld' | 'outOfMemory';

export interface Fault<TCode extends string> {
  readonly code: TCode;
  readonly message: string;
}

export type Result<T, TCode extends string> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault<TCode> };

export function done<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function failed<TCode extends string>(code: TCode, message: string): { ok: false; fault: Fault<TCode> } {
  return { ok: false, fault: { code, message } };
}
