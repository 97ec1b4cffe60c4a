import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import type { Json } from '../api/json-types';
import type { ColumnType, Row } from '../api/runs';
import type { ColumnLink } from '../datalog/links';
import { texts } from '../texts';
import { absoluteTime } from '../time/moments';
import { cellText } from './cell';
import type { Filter } from './filter';
import { isNumeric, type Order } from './order';
import { columnWidths, WIDEST } from './widths';

interface ResultTableProps {
  columns: string[];
  types: ColumnType[];
  rows: Row[];
  /** Positions in `rows`, filtered and in order. */
  shown: readonly number[];
  order: Order | null;
  onOrder: (order: Order | null) => void;
  filter?: Filter;
  onFilter?: (filter: Filter) => void;
  links: (ColumnLink | null)[];
  onOpen: (link: ColumnLink, value: Json) => void;
  label: string;
}

const ROW = 30;

/** Only the rows in sight are in the document, so 100,000 of them scroll like a hundred. */
export function ResultTable({
  columns,
  types,
  rows,
  shown,
  order,
  onOrder,
  filter,
  onFilter,
  links,
  onOpen,
  label,
}: ResultTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const widths = useMemo(() => columnWidths(columns, types, rows), [columns, types, rows]);
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const layout = {
    gridTemplateColumns: widths.map((width) => (width < WIDEST ? `${width}ch` : `minmax(${width}ch, 1fr)`)).join(' '),
  };

  return (
    // A scrolling region must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="grid" ref={scroller} tabIndex={0} role="region" aria-label={label}>
      <div
        role="table"
        aria-label={label}
        aria-rowcount={shown.length + 1}
        aria-colcount={columns.length}
        className="grid-table"
      >
        <div role="rowgroup" className="grid-head">
          <div role="row" aria-rowindex={1} className="grid-row" style={layout}>
            {columns.map((column, at) => (
              <HeadCell key={column} name={column} at={at} type={types[at]} order={order} onOrder={onOrder} />
            ))}
          </div>
          {filter !== undefined && onFilter !== undefined && (
            <div role="row" className="grid-row filter-row" style={layout}>
              {columns.map((column, at) => (
                <div key={column} role="cell">
                  <input
                    aria-label={texts.results.filterColumn(column)}
                    placeholder={isNumeric(types[at]) ? '> 10, 1..5' : texts.results.contains}
                    value={filter.columns[at] ?? ''}
                    onChange={(event) =>
                      onFilter({ ...filter, columns: { ...filter.columns, [at]: event.target.value } })
                    }
                  />
                </div>
              ))}
            </div>
          )}
        </div>
        <div role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[shown[item.index] ?? -1] ?? [];
            return (
              <div
                key={item.key}
                role="row"
                aria-rowindex={item.index + 2}
                className={item.index % 2 === 1 ? 'grid-row odd' : 'grid-row'}
                style={{ ...layout, transform: `translateY(${item.start}px)` }}
              >
                {columns.map((column, at) => (
                  <Cell key={column} value={row[at]} type={types[at]} link={links[at] ?? null} onOpen={onOpen} />
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface HeadCellProps {
  name: string;
  at: number;
  type: ColumnType | undefined;
  order: Order | null;
  onOrder: (order: Order | null) => void;
}

function HeadCell({ name, at, type, order, onOrder }: HeadCellProps) {
  const ordered = order?.column === at ? (order.descending ? 'descending' : 'ascending') : 'none';
  const next: Order | null =
    ordered === 'none'
      ? { column: at, descending: false }
      : ordered === 'ascending'
        ? { column: at, descending: true }
        : null;
  return (
    <div role="columnheader" aria-sort={ordered} className={isNumeric(type) ? 'number' : undefined}>
      <button type="button" onClick={() => onOrder(next)} title={texts.results.sortBy(name)}>
        <span className="column-name">{name}</span>
        <span className="column-type">{type}</span>
        <span className="sort-sign" aria-hidden="true">
          {ordered === 'none' ? '' : ordered === 'ascending' ? '▲' : '▼'}
        </span>
      </button>
    </div>
  );
}

interface CellProps {
  value: Json | undefined;
  type: ColumnType | undefined;
  link: ColumnLink | null;
  onOpen: (link: ColumnLink, value: Json) => void;
}

function Cell({ value, type, link, onOpen }: CellProps) {
  const text = cellText(value);
  if (value === null || value === undefined)
    return (
      <div role="cell" className="missing-value">
        –
      </div>
    );
  const shown = type === 'instant' ? absoluteTime(text) : text;
  return (
    <div
      role="cell"
      className={isNumeric(type) ? 'number' : type}
      title={text.length > 30 || type === 'instant' ? text : undefined}
    >
      {link === null || typeof value === 'object' ? (
        shown
      ) : (
        <button
          type="button"
          className="entity-link"
          title={texts.entity.open(text)}
          onClick={() => onOpen(link, value)}
        >
          {shown}
        </button>
      )}
    </div>
  );
}
