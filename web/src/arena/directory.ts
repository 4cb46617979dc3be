import { crc32c } from './crc32c';
import { controlMap, DirectoryEntry, entryMap, FieldEntry } from './generated/layout';
import { done, failed, type Result } from './outcome';
import { segmentBytes } from './regionMemory';
import { checkSchema, FIELD_TYPES, MAX_FIELD_NAME_BYTES, MAX_REGION_NAME_BYTES, strideOf, type FieldSchema, type FieldType, type RegionSchema } from './schema';

const FLAG_VOLATILE = 1;
const ENTRY_BYTES = controlMap.entries.stride;

export function entryOffset(index: number): number {
  return controlMap.entries.offset + index * ENTRY_BYTES;
}

/** Writes a region's entry; its count in the directory grows afterwards. */
export function writeEntry(control: SharedArrayBuffer, index: number, schema: RegionSchema): void {
  const bytes = new Uint8Array(control, entryOffset(index), ENTRY_BYTES);
  bytes.fill(0);
  const view = new DataView(control, entryOffset(index), ENTRY_BYTES);
  const name = new TextEncoder().encode(schema.name);
  view.setBigUint64(DirectoryEntry.segmentBytes, BigInt(segmentBytes(schema)), true);
  view.setUint32(DirectoryEntry.capacity, schema.capacity, true);
  view.setUint32(DirectoryEntry.stride, strideOf(schema.fields), true);
  view.setUint16(DirectoryEntry.slots, schema.slots, true);
  view.setUint16(DirectoryEntry.fieldCount, schema.fields.length, true);
  view.setUint32(DirectoryEntry.flags, schema.isVolatile ? FLAG_VOLATILE : 0, true);
  view.setUint8(DirectoryEntry.nameBytes, name.length);
  bytes.set(name, entryMap.name.offset);
  schema.fields.forEach((field, i) => {
    const at = entryMap.fields.offset + i * entryMap.fields.stride;
    const fieldName = new TextEncoder().encode(field.name);
    view.setUint16(at + FieldEntry.id, field.id, true);
    view.setUint8(at + FieldEntry.type, FIELD_TYPES.indexOf(field.type));
    view.setUint8(at + FieldEntry.nameBytes, fieldName.length);
    view.setUint32(at + FieldEntry.count, field.count, true);
    bytes.set(fieldName, entryMap.fieldNames.offset + i * entryMap.fieldNames.stride);
  });
  view.setUint32(DirectoryEntry.checksum, checksumOf(bytes), true);
  view.setUint32(DirectoryEntry.generation, 1, true);
}

/** Reads an entry that another thread wrote: copied once, then checked. */
export function readEntry(control: SharedArrayBuffer, index: number): Result<RegionSchema, 'corrupt' | 'badSchema'> {
  const bytes = new Uint8Array(control, entryOffset(index), ENTRY_BYTES).slice();
  const view = new DataView(bytes.buffer);
  const corrupt = (why: string) => failed('corrupt', `Directory entry ${index} ${why}.`);
  if (view.getUint32(DirectoryEntry.checksum, true) !== checksumOf(bytes)) return corrupt('does not match its checksum');
  const nameBytes = view.getUint8(DirectoryEntry.nameBytes);
  const fieldCount = view.getUint16(DirectoryEntry.fieldCount, true);
  if (nameBytes > MAX_REGION_NAME_BYTES || fieldCount > entryMap.fields.count) return corrupt('has a name or a number of fields beyond its room');
  const fields: FieldSchema[] = [];
  for (let i = 0; i < fieldCount; i++) {
    const at = entryMap.fields.offset + i * entryMap.fields.stride;
    const fieldNameBytes = view.getUint8(at + FieldEntry.nameBytes);
    const type = FIELD_TYPES[view.getUint8(at + FieldEntry.type)];
    if (fieldNameBytes > MAX_FIELD_NAME_BYTES || type === undefined || type === '') return corrupt(`has a field ${i} that is none`);
    const name = textAt(bytes, entryMap.fieldNames.offset + i * entryMap.fieldNames.stride, fieldNameBytes);
    fields.push({ id: view.getUint16(at + FieldEntry.id, true), name, type: type satisfies FieldType, count: view.getUint32(at + FieldEntry.count, true) });
  }
  const schema: RegionSchema = {
    name: textAt(bytes, entryMap.name.offset, nameBytes),
    fields,
    capacity: view.getUint32(DirectoryEntry.capacity, true),
    slots: view.getUint16(DirectoryEntry.slots, true),
    isVolatile: (view.getUint32(DirectoryEntry.flags, true) & FLAG_VOLATILE) !== 0,
  };
  const checked = checkSchema(schema);
  if (!checked.ok) return checked;
  if (view.getUint32(DirectoryEntry.stride, true) !== strideOf(fields)) return corrupt('has a stride that its fields do not make');
  return view.getBigUint64(DirectoryEntry.segmentBytes, true) === BigInt(segmentBytes(schema)) ? done(schema) : corrupt('has a segment of another size');
}

/** CRC-32C of the whole entry with checksum and generation zero. */
function checksumOf(entry: Uint8Array): number {
  const clean = entry.slice();
  const view = new DataView(clean.buffer);
  view.setUint32(DirectoryEntry.checksum, 0, true);
  view.setUint32(DirectoryEntry.generation, 0, true);
  return crc32c(clean);
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return new TextDecoder().decode(bytes.subarray(at, at + length));
}
