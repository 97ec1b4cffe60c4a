import { QueryClient } from '@tanstack/react-query';
import { onSignedOut } from '../api/client';
import { ProblemError } from '../api/problem';

/** What the service has answered, shared by all pages. Its refusals are not asked for again. */
export const answers = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < 2 && error instanceof ProblemError && error.problem.status === 0,
      refetchOnWindowFocus: false,
    },
  },
});

onSignedOut(() => {
  void answers.invalidateQueries({ queryKey: ['session'] });
});
