import { viewMaxFeeds, ViewRegionAck, viewRegionAckKind, viewRegionChecksumFlag, ViewRegionHead, viewRegionKind, viewRegionsVersion } from '../arena/generated/layout';
import { checkSchema, FIELD_TYPES, sizeOf, strideOf, type FieldSchema, type FieldType, type RegionSchema } from '../arena/schema';

/**
 * The region socket: protocols/view/v1/stream.capnp has the layout of its frames, docs/reference/web-protocol.md their use. Everything that comes is
 * checked: the server counts as foreign here.
 */
export const MAX_WATCHED_BYTES = 16 * 1024 * 1024;
const MAX_TEXT = 64 * 1024;

export interface FrameHeader {
  feed: number;
  sequence: number;
  /** CRC-32C of the whole content at the frame's epoch; null unless it was asked for. */
  contentChecksum: number | null;
  /** Epochs that were published since the last frame and left out. */
  skipped: number;
}

/** The header of a frame, whose delta follows it; null for bytes that are none. */
export function readFrameHeader(message: ArrayBuffer): FrameHeader | null {
  if (message.byteLength < ViewRegionHead.sizeBytes) return null;
  const view = new DataView(message);
  const feed = view.getUint8(ViewRegionHead.feed);
  const flags = view.getUint8(ViewRegionHead.flags);
  if (view.getUint8(ViewRegionHead.kind) !== viewRegionKind || feed >= viewMaxFeeds) return null;
  if ((flags & ~viewRegionChecksumFlag) !== 0 || view.getUint8(ViewRegionHead.reserved) !== 0) return null;
  return {
    feed,
    sequence: view.getUint32(ViewRegionHead.sequence, true),
    contentChecksum: flags === 0 ? null : view.getUint32(ViewRegionHead.contentChecksum, true),
    skipped: view.getUint32(ViewRegionHead.skipped, true),
  };
}

/** The frame with this sequence and all before it were taken. */
export function encodeRegionAck(feed: number, sequence: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(ViewRegionAck.sizeBytes);
  bytes[ViewRegionAck.kind] = viewRegionAckKind;
  bytes[ViewRegionAck.feed] = feed;
  new DataView(bytes.buffer).setUint32(ViewRegionAck.sequence, sequence, true);
  return bytes;
}

export type RegionText =
  | { type: 'hello'; id: string; name: string }
  | { type: 'region'; feed: number; owner: string; schema: RegionSchema }
  | { type: 'refused'; feed: number; code: string; message: string; mend: string }
  | { type: 'bye'; text: string }
  | { type: 'unknown' };

/** The text, checked; null when it breaks the protocol. A type that this page does not know is `unknown`, for newer servers. */
export function readRegionText(text: string): RegionText | null {
  if (text.length > MAX_TEXT) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value) || typeof value.type !== 'string') return null;
  switch (value.type) {
    case 'hello':
      return value.protocol === viewRegionsVersion && isText(value.id) && isText(value.name) ? { type: 'hello', id: value.id, name: value.name } : null;
    case 'region':
      return readRegion(value);
    case 'refused':
      return isFeed(value.feed) && isText(value.code) && isText(value.message) && isText(value.mend)
        ? { type: 'refused', feed: value.feed, code: value.code, message: value.message, mend: value.mend }
        : null;
    case 'bye':
      return isText(value.text) ? { type: 'bye', text: value.text } : null;
    default:
      return { type: 'unknown' };
  }
}

function readRegion(value: Record<string, unknown>): RegionText | null {
  const { feed, name, capacity, slots, volatile: isVolatile, owner, fields } = value;
  if (!isFeed(feed) || !isText(name) || !isNumber(capacity) || !isNumber(slots) || typeof isVolatile !== 'boolean' || !isText(owner) || !Array.isArray(fields)) return null;
  const read: FieldSchema[] = [];
  for (const field of fields as unknown[]) {
    if (!isRecord(field) || !isNumber(field.id) || !isText(field.name) || !isType(field.type) || !isNumber(field.count)) return null;
    read.push({ id: field.id, name: field.name, type: field.type, count: field.count });
  }
  const schema: RegionSchema = { name, fields: read, capacity, slots, isVolatile };
  if (!checkSchema(schema).ok || sizeOf(schema) > MAX_WATCHED_BYTES) return null;
  if (value.strideBytes !== strideOf(read) || value.sizeBytes !== sizeOf(schema)) return null;
  return { type: 'region', feed, owner, schema };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 4096;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isFeed(value: unknown): value is number {
  return isNumber(value) && Number.isInteger(value) && value >= 0 && value < viewMaxFeeds;
}

function isType(value: unknown): value is FieldType {
  return typeof value === 'string' && value !== '' && (FIELD_TYPES as readonly string[]).includes(value);
}
