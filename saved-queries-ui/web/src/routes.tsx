import { createBrowserRouter, Navigate } from 'react-router';
import { Lost } from './page/Lost';
import { Shell } from './page/Shell';
import { ListPage } from './queries/ListPage';
import { SignedIn } from './session/SignedIn';

/** Every page but the list is loaded when it is first opened. */
export const router = createBrowserRouter([
  {
    path: '/shared/:token',
    lazy: async () => ({ Component: (await import('./shared/SharedPage')).SharedPage }),
    ErrorBoundary: Lost,
    HydrateFallback: () => null,
  },
  {
    path: '/',
    Component: Shell,
    ErrorBoundary: Lost,
    HydrateFallback: () => null,
    children: [
      { index: true, element: <Navigate to="/queries" replace /> },
      { path: 'queries', Component: ListPage },
      { path: 'queries/:id', lazy: async () => ({ Component: (await import('./queries/QueryPage')).QueryPage }) },
      { path: 'runs', lazy: async () => ({ Component: (await import('./runs/RunsPage')).RunsPage }) },
      { path: 'runs/:id', lazy: async () => ({ Component: (await import('./runs/RunPage')).RunPage }) },
      {
        path: 'runs/:a/compare/:b',
        lazy: async () => ({ Component: (await import('./runs/ComparePage')).ComparePage }),
      },
      {
        path: 'procedures',
        lazy: async () => ({ Component: (await import('./procedures/ProceduresPage')).ProceduresPage }),
      },
      {
        path: 'procedures/:name',
        lazy: async () => ({ Component: (await import('./procedures/ProceduresPage')).ProceduresPage }),
      },
      {
        path: 'schedules',
        lazy: async () => ({ Component: (await import('./schedules/SchedulesPage')).SchedulesPage }),
      },
      {
        path: 'statistics',
        lazy: async () => ({ Component: (await import('./statistics/StatisticsPage')).StatisticsPage }),
      },
      { path: 'sign-in', Component: SignedIn },
      { path: '*', Component: Lost },
    ],
  },
]);
