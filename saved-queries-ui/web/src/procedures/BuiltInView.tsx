import type { BuiltIn } from '../api/procedures';
import { CopyButton } from '../page/CopyButton';
import { texts } from '../texts';

export function BuiltInView({ procedure }: { procedure: BuiltIn }) {
  return (
    <article className="card">
      <h2>
        <code>{procedure.name}</code>{' '}
        <span className="badge">{procedure.kind === 'rule' ? texts.editor.rule : texts.editor.function}</span>
        {procedure.nature !== undefined && <span className="badge">{texts.procedures.nature(procedure.nature)}</span>}
      </h2>
      <p>{procedure.documentation}</p>
      <h3>{texts.procedures.example}</h3>
      <p className="copy-line">
        <code className="example">{procedure.example}</code>
        <CopyButton label={texts.page.copy} text={() => procedure.example} />
      </p>
      {procedure.parameters.length > 0 && (
        <>
          <h3>{texts.procedures.parameters}</h3>
          <dl className="facts">
            {procedure.parameters.map((each) => (
              <div key={each.name}>
                <dt>
                  <code>{each.name}</code> {each.type !== undefined && <small className="muted">{each.type}</small>}
                </dt>
                <dd>{each.documentation ?? ''}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </article>
  );
}
