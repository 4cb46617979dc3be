export const ROW_PX = 26;
/** Browsers lay out no taller boxes reliably; longer tables scroll in proportion. */
const MAX_HEIGHT_PX = 8_000_000;

/** Which rows of a long table are in view: the first, and how many. */
export interface RowWindow {
  first: number;
  count: number;
}

export function tableHeight(rows: number): number {
  return Math.min(rows * ROW_PX, MAX_HEIGHT_PX);
}

export function windowAt(scrollTop: number, viewPx: number, rows: number): RowWindow {
  const count = Math.max(1, Math.min(rows, Math.floor(viewPx / ROW_PX)));
  const travel = tableHeight(rows) - viewPx;
  const share = travel <= 0 ? 0 : Math.min(1, Math.max(0, scrollTop / travel));
  return { first: Math.round(share * (rows - count)), count };
}

/** Where to scroll so that this row is the first. */
export function scrollTopOf(first: number, viewPx: number, rows: number): number {
  const count = Math.max(1, Math.min(rows, Math.floor(viewPx / ROW_PX)));
  return rows <= count ? 0 : (Math.min(first, rows - count) / (rows - count)) * Math.max(0, tableHeight(rows) - viewPx);
}

/** The first row of a window that holds `row`, moving as little as it can. */
export function windowWith(row: number, current: RowWindow): number {
  if (row < current.first) return row;
  return row >= current.first + current.count ? row - current.count + 1 : current.first;
}
