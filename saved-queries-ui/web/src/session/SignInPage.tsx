import { useId, useState } from 'react';
import { useLocation } from 'react-router';
import { demoRoles, type Session } from '../api/session';
import { ProblemBox } from '../page/ProblemBox';
import { useTitle } from '../page/useTitle';
import { texts } from '../texts';
import { providerAddress, SIGN_IN, whereOneIs } from './back';
import { useSignIn } from './session';

/** Whoever signs in goes on where they were: the address stays, and what they typed is kept by it. */
export function SignInPage({ session: { demo, provider } }: { session: Session }) {
  useTitle(texts.session.signIn);
  const signIn = useSignIn();
  const location = useLocation();
  const failed = location.pathname === SIGN_IN ? new URLSearchParams(location.search).get('problem') : null;
  return (
    <main className="sign-in">
      <img src="/rings.svg" alt="" width="64" height="64" />
      <h1>Dendro</h1>
      <p className="muted">{texts.session.welcome}</p>
      {failed !== null && <Failed reason={failed} />}
      {demo && <DemoRoles onChoose={(role) => signIn.mutate({ role })} />}
      {provider !== null && (
        <>
          {/* Not within the page: the service sends the browser on to the provider. */}
          <a className="button primary" href={providerAddress(whereOneIs(location))}>
            {texts.session.signInWith(provider)}
          </a>
          <p className="muted">{texts.session.orToken}</p>
        </>
      )}
      {!demo && (
        <TokenForm onSend={(token) => signIn.mutate({ token })} busy={signIn.isPending} second={provider !== null} />
      )}
      {signIn.isError && <ProblemBox error={signIn.error} />}
    </main>
  );
}

/** The address says which of these it was; what else stands there nobody is shown. */
function Failed({ reason }: { reason: string }) {
  const words = Object.entries(texts.session.failed).find(([name]) => name === reason)?.[1];
  return (
    <div className="problem" role="alert">
      <p className="problem-title">{texts.session.notSignedIn}</p>
      <p className="problem-detail">{words ?? texts.session.failed['provider-refused']}</p>
    </div>
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

interface TokenFormProps {
  onSend: (token: string) => void;
  busy: boolean;
  /** There is another way to sign in, which most people take. */
  second: boolean;
}

function TokenForm({ onSend, busy, second }: TokenFormProps) {
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
      <button type="submit" className={second ? undefined : 'primary'} disabled={busy || token.trim() === ''}>
        {texts.session.signIn}
      </button>
    </form>
  );
}
