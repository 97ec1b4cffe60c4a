import { useDeferredValue, useMemo, useState } from 'react';
import type { Answer } from '../api/runs';
import { useOpenEntity } from '../entity/open';
import { CopyButton } from '../page/CopyButton';
import { texts } from '../texts';
import type { Cursor } from '../time/cursor';
import { duration, wholeNumber } from '../time/moments';
import { CursorChips } from '../time/TimeControl';
import { asTabbedText } from './copy';
import { DownloadMenu } from './DownloadMenu';
import { filterRows, noFilter, type Filter } from './filter';
import { useColumnLinks } from './links';
import { orderRows, type Order } from './order';
import { ResultTable } from './ResultTable';
import { Warnings } from './Warnings';

interface ResultPanelProps {
  answer: Answer;
  text: string;
  sources: { [name: string]: unknown } | null;
  /** What was asked for; entities of databases that the answer did not read are opened by it. */
  cursor: Cursor;
}

export function ResultPanel({ answer, text, sources, cursor }: ResultPanelProps) {
  const [order, setOrder] = useState<Order | null>(null);
  const [filter, setFilter] = useState<Filter>(noFilter);
  const [byColumn, setByColumn] = useState(false);
  const wanted = useDeferredValue(filter);
  const { columns, types, rows } = answer;
  const filtered = useMemo(() => filterRows(rows, types, wanted), [rows, types, wanted]);
  const shown = useMemo(() => orderRows(rows, filtered, types, order), [rows, filtered, types, order]);
  const links = useColumnLinks(text, sources);
  const open = useOpenEntity(answer.cursor, cursor);
  const total = answer['row-count'];

  return (
    <div className="result">
      <p className="result-meta">
        <strong>{texts.results.rows(wholeNumber(total), total)}</strong>
        {rows.length < total && <span className="badge warning">{texts.results.first(wholeNumber(rows.length))}</span>}
        {filtered.length < rows.length && (
          <span className="badge">{texts.results.filtered(wholeNumber(filtered.length))}</span>
        )}
        <span className="muted">{duration(answer['elapsed-ms'])}</span>
        <span className="muted at">
          {texts.results.readAt} <CursorChips cursor={answer.cursor} />
        </span>
        <span className="muted digest" title={texts.results.digestHelp(answer.digest)}>
          {texts.results.digest} <code>{answer.digest.slice(0, 8)}</code>
        </span>
      </p>
      <Warnings warnings={answer.warnings} />
      <div className="result-tools">
        <input
          type="search"
          aria-label={texts.results.filter}
          placeholder={texts.results.filter}
          value={filter.any}
          onChange={(event) => setFilter({ ...filter, any: event.target.value })}
        />
        <button
          type="button"
          className="small"
          aria-pressed={byColumn}
          onClick={() => {
            setByColumn(!byColumn);
            setFilter({ ...filter, columns: {} });
          }}
        >
          {texts.results.byColumn}
        </button>
        <CopyButton label={texts.results.copy} text={() => asTabbedText(columns, rows, shown)} />
        <DownloadMenu run={answer.run.id} />
      </div>
      {rows.length === 0 ? (
        <div className="empty small">
          <p>{texts.results.noRows}</p>
          <p className="muted">{texts.results.noRowsHelp}</p>
        </div>
      ) : (
        <ResultTable
          columns={columns}
          types={types}
          rows={rows}
          shown={shown}
          order={order}
          onOrder={setOrder}
          {...(byColumn ? { filter, onFilter: setFilter } : {})}
          links={links}
          onOpen={open}
          label={texts.results.table}
        />
      )}
    </div>
  );
}
