import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../api/problem';
import { kindOf, problemOf } from '../api/problem';
import { runs, type Answer, type Request } from '../api/runs';
import type { Cursor } from '../time/cursor';
import { newId } from './id';

export type RunState =
  | { kind: 'idle' }
  | { kind: 'running'; id: string; since: number }
  | { kind: 'answered' }
  | { kind: 'cancelled' }
  | { kind: 'failed'; problem: Problem; text: string };

/** What was answered last, and to what. */
export interface Answered {
  answer: Answer;
  text: string;
  cursor: Cursor;
}

/** Runs one query at a time. Leaving the page ends what runs: nobody would see its answer. */
export function useRun() {
  const client = useQueryClient();
  const [state, setState] = useState<RunState>({ kind: 'idle' });
  const [answered, setAnswered] = useState<Answered | null>(null);
  const running = useRef<{ id: string; abort: AbortController } | null>(null);

  const cancel = useCallback(() => {
    const current = running.current;
    if (current === null) return;
    running.current = null;
    void runs
      .cancel(current.id)
      .catch(() => undefined)
      .finally(() => current.abort.abort());
    setState({ kind: 'cancelled' });
  }, []);

  useEffect(() => cancel, [cancel]);

  const start = useCallback(
    async (request: (id: string) => Request, text: string) => {
      cancel();
      const mine = { id: newId(), abort: new AbortController() };
      running.current = mine;
      setState({ kind: 'running', id: mine.id, since: Date.now() });
      try {
        const asked = request(mine.id);
        const answer = await runs.start(asked, mine.abort.signal);
        if (running.current !== mine) return;
        setAnswered({ answer, text, cursor: asked.cursor });
        setState({ kind: 'answered' });
      } catch (error) {
        if (running.current !== mine) return;
        const problem = problemOf(error);
        setState(kindOf(problem) === 'query-cancelled' ? { kind: 'cancelled' } : { kind: 'failed', problem, text });
      } finally {
        if (running.current === mine) running.current = null;
        // What is told of runs elsewhere, and how much the query is used, is no longer true.
        for (const key of ['runs', 'usage', 'queries']) void client.invalidateQueries({ queryKey: [key] });
      }
    },
    [cancel, client],
  );

  return { state, answered, start, cancel };
}
