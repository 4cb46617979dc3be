import { maxFields, maxSlots } from './generated/layout';
import { done, failed, type Result } from './outcome';

/** What one value of a field is; the numbers are part of the layout. */
export const FIELD_TYPES = ['', 'u8', 'i8', 'u16', 'i16', 'u32', 'i32', 'u64', 'i64', 'f32', 'f64'] as const;
export type FieldType = Exclude<(typeof FIELD_TYPES)[number], ''>;

const TYPE_BYTES: Readonly<Record<FieldType, number>> = { u8: 1, i8: 1, u16: 2, i16: 2, u32: 4, i32: 4, u64: 8, i64: 8, f32: 4, f64: 8 };

export const MAX_REGION_NAME_BYTES = 80;
export const MAX_FIELD_NAME_BYTES = 48;
export const MIN_MANY_SLOTS = 3;
/** One slot's bytes, as in every arena. */
export const MAX_SLOT_BYTES = 2147483647 - 65535;

export interface FieldSchema {
  readonly id: number;
  readonly name: string;
  readonly type: FieldType;
  /** Values in the field; above 1 it is an array inside the element. */
  readonly count: number;
}

export interface RegionSchema {
  readonly name: string;
  readonly fields: readonly FieldSchema[];
  /** Elements. */
  readonly capacity: number;
  /** 1, or 3 to 62. */
  readonly slots: number;
  readonly isVolatile: boolean;
}

export function typeBytes(type: FieldType): number {
  return TYPE_BYTES[type];
}

/** Byte offset of each field in an element: declared order, natural alignment. */
export function offsetsOf(fields: readonly FieldSchema[]): number[] {
  let end = 0;
  return fields.map((field) => {
    const at = roundUp(end, TYPE_BYTES[field.type]);
    end = at + TYPE_BYTES[field.type] * field.count;
    return at;
  });
}

/** Bytes from one element to the next. */
export function strideOf(fields: readonly FieldSchema[]): number {
  const last = fields.at(-1);
  if (last === undefined) return 0;
  const end = offsetsOf(fields).at(-1)! + TYPE_BYTES[last.type] * last.count;
  return roundUp(end, Math.max(...fields.map((field) => TYPE_BYTES[field.type])));
}

/** Bytes of one slot. */
export function sizeOf(schema: RegionSchema): number {
  return schema.capacity * strideOf(schema.fields);
}

/** The schema, or the first rule that it breaks. */
export function checkSchema(schema: RegionSchema): Result<RegionSchema, 'badSchema'> {
  const complaint = complaintOf(schema);
  return complaint === null ? done(schema) : failed('badSchema', `Region '${schema.name.slice(0, 40)}': ${complaint}.`);
}

function complaintOf(schema: RegionSchema): string | null {
  if (!isName(schema.name, MAX_REGION_NAME_BYTES)) return 'its name is empty, too long or not text';
  if (!isCount(schema.capacity)) return `a capacity of ${schema.capacity} is not 1 or more`;
  const many = schema.slots >= MIN_MANY_SLOTS && schema.slots <= maxSlots && Number.isInteger(schema.slots);
  if (schema.slots !== 1 && !many) return `${schema.slots} slots is neither 1 nor ${MIN_MANY_SLOTS} to ${maxSlots}`;
  if (schema.fields.length < 1 || schema.fields.length > maxFields) return `it has ${schema.fields.length} fields, not 1 to ${maxFields}`;
  const ids = new Set<number>();
  const names = new Set<string>();
  for (const field of schema.fields) {
    if (!isName(field.name, MAX_FIELD_NAME_BYTES)) return 'a field has a name that is empty, too long or not text';
    if (!(field.type in TYPE_BYTES)) return `field '${field.name}' has an unknown type`;
    if (!isCount(field.count)) return `field '${field.name}' has a count of ${field.count}, not 1 or more`;
    if (!Number.isInteger(field.id) || field.id < 0 || field.id > 65535) return `field '${field.name}' has the id ${field.id}`;
    if (ids.has(field.id)) return `field '${field.name}' repeats the id ${field.id}`;
    if (names.has(field.name)) return `field '${field.name}' repeats a name`;
    ids.add(field.id);
    names.add(field.name);
  }
  const bytes = sizeOf(schema);
  return bytes > 0 && bytes <= MAX_SLOT_BYTES ? null : `its ${bytes} bytes are not within 1 to ${MAX_SLOT_BYTES}`;
}

function isName(name: string, maxBytes: number): boolean {
  return typeof name === 'string' && name.length > 0 && !/[\u0000-\u001f\u007f-\u009f\ufffd]/.test(name) && new TextEncoder().encode(name).length <= maxBytes;
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 0x7fffffff;
}

function roundUp(value: number, alignment: number): number {
  return Math.ceil(value / alignment) * alignment;
}
