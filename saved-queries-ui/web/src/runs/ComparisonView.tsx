import { useState } from 'react';
import type { Comparison, Row } from '../api/runs';
import { ResultTable } from '../results/ResultTable';
import { orderRows, type Order } from '../results/order';
import { texts } from '../texts';
import { wholeNumber } from '../time/moments';

/** The rows that two answers do not share. */
export function ComparisonView({ comparison, names }: { comparison: Comparison; names: [string, string] }) {
  const { 'only-in-a': onlyInA, 'only-in-b': onlyInB, 'in-both': inBoth, truncated } = comparison;
  if (onlyInA.length === 0 && onlyInB.length === 0)
    return <p className="notice good">{texts.compare.same(wholeNumber(inBoth), inBoth)}</p>;
  return (
    <>
      <p>
        {texts.compare.counts(wholeNumber(inBoth), wholeNumber(onlyInA.length), wholeNumber(onlyInB.length))}
        {truncated && ` ${texts.compare.truncated}`}
      </p>
      <Side title={texts.compare.only(names[0])} rows={onlyInA} comparison={comparison} tone="removed" />
      <Side title={texts.compare.only(names[1])} rows={onlyInB} comparison={comparison} tone="added" />
    </>
  );
}

function Side({ title, rows, comparison, tone }: { title: string; rows: Row[]; comparison: Comparison; tone: string }) {
  const [order, setOrder] = useState<Order | null>(null);
  const types = comparison.types ?? comparison.columns.map(() => 'text' as const);
  const shown = orderRows(
    rows,
    rows.map((_, at) => at),
    types,
    order,
  );
  return (
    <section className={`side ${tone}`}>
      <h3>
        {title} <span className="badge">{wholeNumber(rows.length)}</span>
      </h3>
      {rows.length === 0 ? (
        <p className="muted">{texts.compare.none}</p>
      ) : (
        <ResultTable
          columns={comparison.columns}
          types={types}
          rows={rows}
          shown={shown}
          order={order}
          onOrder={setOrder}
          links={[]}
          onOpen={() => undefined}
          label={title}
        />
      )}
    </section>
  );
}
