import { offsetsOf, typeBytes, type FieldSchema, type FieldType } from '../arena/schema';

/** Values of an array field that a cell shows. */
const SHOWN_VALUES = 4;

/** One field of a region's elements, as a table shows it. */
export interface Column {
  readonly field: FieldSchema;
  /** In the element. */
  readonly offset: number;
  readonly bytes: number;
}

export function columnsOf(fields: readonly FieldSchema[]): Column[] {
  const offsets = offsetsOf(fields);
  return fields.map((field, i) => ({ field, offset: offsets[i]!, bytes: typeBytes(field.type) * field.count }));
}

/** The cell of the element that begins at `at`. */
export function cellText(column: Column, view: DataView, at: number): string {
  const { type, count } = column.field;
  const shown = Math.min(count, SHOWN_VALUES);
  const values: string[] = [];
  for (let i = 0; i < shown; i++) values.push(valueText(type, view, at + column.offset + i * typeBytes(type)));
  if (count === 1) return values[0]!;
  return `${values.join(', ')}${count > shown ? ` … (${count})` : ''}`;
}

/** A value as a number, for drawing; 64-bit integers are rounded. */
export function readNumber(type: FieldType, view: DataView, at: number): number {
  switch (type) {
    case 'u8': return view.getUint8(at);
    case 'i8': return view.getInt8(at);
    case 'u16': return view.getUint16(at, true);
    case 'i16': return view.getInt16(at, true);
    case 'u32': return view.getUint32(at, true);
    case 'i32': return view.getInt32(at, true);
    case 'u64': return Number(view.getBigUint64(at, true));
    case 'i64': return Number(view.getBigInt64(at, true));
    case 'f32': return view.getFloat32(at, true);
    case 'f64': return view.getFloat64(at, true);
  }
}

function valueText(type: FieldType, view: DataView, at: number): string {
  if (type === 'u64') return view.getBigUint64(at, true).toString();
  if (type === 'i64') return view.getBigInt64(at, true).toString();
  const value = readNumber(type, view, at);
  return type === 'f32' || type === 'f64' ? floatText(value) : String(value);
}

/** Short, and of steady width while the value moves a little. */
export function floatText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-3)) return value.toExponential(2);
  return value.toFixed(size >= 1000 ? 1 : size >= 100 ? 2 : 3);
}
