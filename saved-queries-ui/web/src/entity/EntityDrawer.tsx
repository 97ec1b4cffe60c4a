import { useQuery } from '@tanstack/react-query';
import { useLayoutEffect, useId, useRef, useState } from 'react';
import { schema, type EntityName } from '../api/schema';
import { Loading } from '../page/Loading';
import { ProblemBox } from '../page/ProblemBox';
import { Tabs } from '../page/Tabs';
import { texts } from '../texts';
import { absoluteTime } from '../time/moments';
import { EntityHistory } from './EntityHistory';
import { EntityState } from './EntityState';
import { uniqueNameOf } from './names';
import { useSchema } from '../editor/vocabulary';

interface EntityDrawerProps {
  name: EntityName;
  onBack: (() => void) | undefined;
  onClose: () => void;
}

/** An entity as of a cursor, what it is tied to, and where each of its values comes from. */
export function EntityDrawer({ name, onBack, onClose }: EntityDrawerProps) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const [tab, setTab] = useState<'state' | 'history'>('state');
  const [attribute, setAttribute] = useState<string | null>(null);
  const known = useSchema().data;
  const entity = useQuery({ queryKey: ['entity', name], queryFn: ({ signal }) => schema.entity(name, signal) });
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog !== null && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);

  const unique =
    'attribute' in name
      ? name
      : entity.data === undefined
        ? null
        : uniqueNameOf(name.database, entity.data.entity, known);
  const title =
    'attribute' in name ? name.value : unique !== null && 'value' in unique ? unique.value : `${name.entity}`;
  return (
    <dialog
      ref={element}
      className="drawer"
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="dialog-head">
        {onBack !== undefined && (
          <button type="button" className="icon" aria-label={texts.entity.back} onClick={onBack}>
            ←
          </button>
        )}
        <h2 id={heading}>
          <small className="muted">{name.database}</small> {title}
        </h2>
        <button type="button" className="icon" aria-label={texts.page.close} onClick={onClose}>
          ✕
        </button>
      </header>
      <p className="muted drawer-when">{texts.entity.asOf(pointText(name.asOf))}</p>
      <Tabs
        label={texts.entity.tabs}
        tabs={[
          { name: 'state', label: texts.entity.state },
          { name: 'history', label: texts.entity.history },
        ]}
        chosen={tab}
        onChoose={(next) => {
          setTab(next);
          setAttribute(null);
        }}
      >
        {tab === 'state' && entity.isPending && <Loading />}
        {tab === 'state' && entity.isError && <ProblemBox error={entity.error} onRetry={() => void entity.refetch()} />}
        {tab === 'state' && entity.data !== undefined && (
          <EntityState
            entity={entity.data}
            database={name.database}
            onTrace={(wanted) => {
              setAttribute(wanted);
              setTab('history');
            }}
          />
        )}
        {tab === 'history' && (
          <EntityHistory name={name} attribute={attribute} onAttribute={setAttribute} asOf={name.asOf} />
        )}
      </Tabs>
    </dialog>
  );
}

function pointText(asOf: string | undefined): string {
  if (asOf === undefined) return texts.entity.newest;
  return /^\d+$/.test(asOf) ? `t ${asOf}` : absoluteTime(asOf);
}
