import { useId, useState } from 'react';
import { demoRoles } from '../api/session';
import { ProblemBox } from '../page/ProblemBox';
import { useTitle } from '../page/useTitle';
import { texts } from '../texts';
import { useSignIn } from './session';

export function SignInPage({ demo }: { demo: boolean }) {
  useTitle(texts.session.signIn);
  const signIn = useSignIn();
  return (
    <main className="sign-in">
      <img src="/rings.svg" alt="" width="64" height="64" />
      <h1>Dendro</h1>
      <p className="muted">{texts.session.welcome}</p>
      {demo ? (
        <DemoRoles onChoose={(role) => signIn.mutate({ role })} />
      ) : (
        <TokenForm onSend={(token) => signIn.mutate({ token })} busy={signIn.isPending} />
      )}
      {signIn.isError && <ProblemBox error={signIn.error} />}
    </main>
  );
}

function DemoRoles({ onChoose }: { onChoose: (role: (typeof demoRoles)[number]) => void }) {
  return (
    <>
      <p>{texts.session.choose}</p>
      <ul className="roles">
        {demoRoles.map((role) => (
          <li key={role}>
            <button type="button" className="role" onClick={() => onChoose(role)}>
              <strong>{texts.session.roles[role].name}</strong>
              <span>{texts.session.roles[role].does}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function TokenForm({ onSend, busy }: { onSend: (token: string) => void; busy: boolean }) {
  const [token, setToken] = useState('');
  const id = useId();
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        onSend(token.trim());
      }}
    >
      <label htmlFor={id}>{texts.session.token}</label>
      <input
        id={id}
        type="password"
        autoComplete="current-password"
        required
        value={token}
        onChange={(event) => setToken(event.target.value)}
        aria-describedby={`${id}-help`}
      />
      <small id={`${id}-help`} className="muted">
        {texts.session.tokenHelp}
      </small>
      <button type="submit" className="primary" disabled={busy || token.trim() === ''}>
        {texts.session.signIn}
      </button>
    </form>
  );
}
