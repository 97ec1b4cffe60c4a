import { useMemo } from 'react';
import type { Draft } from '../api/queries';
import type { Schema } from '../api/schema';
import { useSchema } from '../editor/vocabulary';
import { Loading } from '../page/Loading';
import { ProblemBox } from '../page/ProblemBox';
import { texts } from '../texts';
import { ColumnChoice } from './ColumnChoice';
import { datalogOf, type Written } from './datalog';
import { FilterRows } from './FilterRows';
import { chosenKinds, emptyForm, kindsOf, possibleJoins, type Join, type QueryForm } from './form';
import { recognise } from './recognise';

interface FormPanelProps {
  query: Pick<Draft, 'text' | 'parameters' | 'sources'>;
  /** What was changed in the form since it showed the query; null if nothing was. */
  changed: QueryForm | null;
  onChange: (form: QueryForm) => void;
  onUse: (written: Written) => void;
}

/**
 * A query without Datalog: what it is about, what to show, which of it. The Datalog it makes is shown beside it; a query that
 * is there already is shown in the form if it is one that a form can say.
 */
export function FormPanel(props: FormPanelProps) {
  const schema = useSchema();
  if (schema.isPending) return <Loading />;
  if (schema.isError) return <ProblemBox error={schema.error} onRetry={() => void schema.refetch()} />;
  return <Form schema={schema.data} {...props} />;
}

function Form({ schema, query, changed, onChange: setForm, onUse }: FormPanelProps & { schema: Schema }) {
  const recognised = useMemo(() => recognise(query, schema), [query, schema]);
  const form = changed ?? ('form' in recognised ? recognised.form : emptyForm);
  const kinds = kindsOf(schema);
  const written = datalogOf(form, schema);
  const joins = possibleJoins(form, schema);
  const chosen = chosenKinds(form);
  const start = form.start === null ? '' : `${form.start.database}/${form.start.namespace}`;
  return (
    <div className="query-form">
      <div className="form-fields">
        {'cannot' in recognised && (
          <p className="notice" role="status">
            {texts.form.cannot} <code>{shorten(recognised.cannot)}</code>. {texts.form.leftAlone}
          </p>
        )}
        <fieldset>
          <legend>{texts.form.about}</legend>
          <select
            aria-label={texts.form.about}
            value={start}
            onChange={(event) => {
              const kind = kinds.find((each) => `${each.database}/${each.namespace}` === event.target.value);
              setForm({ ...emptyForm, start: kind ?? null });
            }}
          >
            <option value="">{texts.form.chooseKind}</option>
            {kinds.map((kind) => (
              <option key={`${kind.database}/${kind.namespace}`} value={`${kind.database}/${kind.namespace}`}>
                {texts.form.kind(kind.namespace, kind.database)}
              </option>
            ))}
          </select>
          {form.joins.map((join, at) => (
            <p key={joinKey(join)} className="joined">
              <span>
                {texts.form.with} <b>{chosen[at + 1]?.namespace}</b> <small className="muted">{joinText(join)}</small>
              </span>
              {at === form.joins.length - 1 && (
                <button type="button" className="link" onClick={() => setForm(withoutLastJoin(form))}>
                  {texts.form.remove}
                </button>
              )}
            </p>
          ))}
          {joins.length > 0 && (
            <select
              aria-label={texts.form.addJoin}
              value=""
              onChange={(event) => {
                const join = joins[Number(event.target.value)];
                if (join !== undefined) setForm({ ...form, joins: [...form.joins, join] });
              }}
            >
              <option value="">{texts.form.addJoin}</option>
              {joins.map((join, at) => (
                <option key={joinKey(join)} value={at}>
                  {joinText(join)}
                </option>
              ))}
            </select>
          )}
        </fieldset>
        {form.start !== null && <ColumnChoice form={form} schema={schema} onChange={setForm} />}
        {form.start !== null && <FilterRows form={form} schema={schema} onChange={setForm} />}
      </div>
      <div className="form-text">
        <h2>{texts.form.datalog}</h2>
        {written === null ? (
          <p className="muted">{form.start === null ? texts.form.chooseKindHelp : texts.form.chooseColumns}</p>
        ) : (
          // It scrolls sideways, so it must be reachable by keyboard.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <pre tabIndex={0} aria-label={texts.form.datalog}>
            {written.text}
          </pre>
        )}
        <button
          type="button"
          className="primary"
          disabled={written === null}
          onClick={() => written !== null && onUse(written)}
        >
          {query.text.trim() === '' ? texts.form.use : texts.form.replace}
        </button>
      </div>
    </div>
  );
}

const LONGEST_PART = 120;

function shorten(part: string): string {
  return part.length > LONGEST_PART ? `${part.slice(0, LONGEST_PART)}…` : part;
}

function joinKey({ to, reference, backwards }: Join): string {
  return `${to} ${reference.from.database}${reference.from.attribute} ${backwards}`;
}

function joinText({ reference, backwards }: Join): string {
  return backwards
    ? texts.form.joinBackwards(reference.from.database, reference.from.attribute)
    : texts.form.joinForwards(reference.to.database, reference.from.attribute);
}

/** Columns and filters of what was joined last go with it. */
function withoutLastJoin(form: QueryForm): QueryForm {
  const last = form.joins.length;
  return {
    ...form,
    joins: form.joins.slice(0, -1),
    columns: form.columns.filter(({ kind }) => kind !== last),
    filters: form.filters.filter(({ kind }) => kind !== last),
  };
}
