import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Region } from '../../arena/region';
import type { RegionWatch } from '../../feed/feedClient';
import { columnsOf } from '../../regions/columns';
import { TableSampler, type Sample } from '../../regions/tableSample';
import { ROW_PX, scrollTopOf, tableHeight, windowAt, windowWith, type RowWindow } from '../../regions/tableWindow';
import { count } from '../format';

/** People read no faster. */
const SAMPLE_INTERVAL_MS = 125;

interface RegionTableProps {
  watch: RegionWatch;
  region: Region;
  selected: number;
  onSelect: (element: number) => void;
}

export function RegionTable({ watch, region, selected, onSelect }: RegionTableProps) {
  const box = useRef<HTMLDivElement>(null);
  const [rows, setRows] = useState<RowWindow>({ first: 0, count: 1 });
  const columns = useMemo(() => columnsOf(region.schema.fields), [region]);
  const sample = useSample(watch, region, columns, rows);
  const capacity = region.schema.capacity;
  const viewPx = () => Math.max(ROW_PX, (box.current?.clientHeight ?? 0) - ROW_PX);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const look = () => setRows((before) => same(before, windowAt(element.scrollTop, viewPx(), capacity)));
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    look();
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [capacity]);

  // What is selected elsewhere, in the point view, comes into view here.
  useEffect(() => {
    if (selected < 0 || box.current === null) return;
    const first = windowWith(selected, windowAt(box.current.scrollTop, viewPx(), capacity));
    box.current.scrollTop = scrollTopOf(first, viewPx(), capacity);
  }, [selected, capacity]);

  const onKeyDown = (event: React.KeyboardEvent) => {
    const to = targetOf(event.key, selected, rows.count, capacity);
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    onSelect(to);
  };

  const template = `minmax(58px, max-content) repeat(${columns.length}, minmax(74px, 1fr))`;
  return (
    <div
      className="table"
      ref={box}
      role="grid"
      tabIndex={0}
      aria-label={`Elements of ${region.name}`}
      aria-rowcount={capacity + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={selected >= rows.first && selected < rows.first + rows.count ? rowId(region, selected) : undefined}
      onKeyDown={onKeyDown}
      style={{ '--columns': template } as React.CSSProperties}
    >
      <div className="table-height" style={{ height: tableHeight(capacity) + ROW_PX }}>
        <div className="table-view">
          <div className="table-row table-head" role="row" aria-rowindex={1}>
            <span role="columnheader">#</span>
            {columns.map(({ field }) => (
              <span key={field.id} role="columnheader" title={`${field.name}: ${field.type}${field.count > 1 ? `[${field.count}]` : ''}, field ${field.id}`}>
                {field.name} <i>{field.type}{field.count > 1 ? `[${field.count}]` : ''}</i>
              </span>
            ))}
          </div>
          {sample.rows.map((row) => (
            <div
              key={row.element}
              id={rowId(region, row.element)}
              className="table-row"
              role="row"
              aria-rowindex={row.element + 2}
              aria-selected={row.element === selected}
              onClick={() => onSelect(row.element === selected ? -1 : row.element)}
            >
              <span role="rowheader">{count(row.element)}</span>
              {row.cells.map((cell, i) => (
                <span key={columns[i]!.field.id} role="gridcell" data-changed={(row.changed & (1 << i)) !== 0}>{cell}</span>
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

function useSample(watch: RegionWatch, region: Region, columns: ReturnType<typeof columnsOf>, rows: RowWindow): Sample {
  const [sample, setSample] = useState<Sample>({ epoch: 0n, rows: [] });
  const sampler = useRef<TableSampler | null>(null);
  useEffect(() => {
    const made = new TableSampler(region, columns);
    sampler.current = made;
    return () => made.dispose();
  }, [region, columns]);
  useEffect(() => {
    const look = () => {
      const next = sampler.current?.take(rows.first, rows.count);
      if (next === undefined || next.epoch === 0n) return;
      setSample(next);
      watch.taken(next.epoch);
    };
    look();
    const timer = window.setInterval(look, SAMPLE_INTERVAL_MS);
    return () => window.clearInterval(timer);
  }, [watch, region, columns, rows]);
  return sample;
}

function rowId(region: Region, element: number): string {
  return `element-${region.index}-${element}`;
}

function same(before: RowWindow, next: RowWindow): RowWindow {
  return before.first === next.first && before.count === next.count ? before : next;
}

/** Where a key takes the selection; null for a key that is not the table's. */
function targetOf(key: string, selected: number, page: number, capacity: number): number | null {
  const last = capacity - 1;
  const within = (element: number) => Math.min(last, Math.max(0, element));
  switch (key) {
    case 'ArrowDown': return within(selected + 1);
    case 'ArrowUp': return within(selected - 1);
    case 'PageDown': return within(selected + page);
    case 'PageUp': return within(selected - page);
    case 'Home': return 0;
    case 'End': return last;
    case 'Escape': return selected >= 0 ? -1 : null;
    default: return null;
  }
}
