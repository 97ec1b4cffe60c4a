import { Suspense } from 'react';
import { Outlet, useNavigation } from 'react-router';
import { EntityDrawerProvider } from '../entity/EntityDrawerProvider';
import { SignInPage } from '../session/SignInPage';
import { useSession } from '../session/session';
import { texts } from '../texts';
import { Header } from './Header';
import { Loading } from './Loading';
import { ProblemBox } from './ProblemBox';

/** What stands around every page; without a person it is the page to sign in. */
export function Shell() {
  const session = useSession();
  const navigation = useNavigation();
  if (session.isPending) return <Loading />;
  if (session.isError) {
    return (
      <main className="narrow">
        <h1>Dendro</h1>
        <ProblemBox error={session.error} onRetry={() => void session.refetch()} />
      </main>
    );
  }
  if (session.data.person === null) return <SignInPage session={session.data} />;
  return (
    <EntityDrawerProvider>
      <a className="skip" href="#main">
        {texts.page.skip}
      </a>
      <Header person={session.data.person} />
      {navigation.state === 'loading' && (
        <div className="page-loading" role="progressbar" aria-label={texts.page.loading} />
      )}
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
    </EntityDrawerProvider>
  );
}
