import { texts } from '../texts';
import { parseExactly } from './json';
import { ProblemError, type Problem } from './problem';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Called when the service says that nobody is signed in (any more). */
let whenSignedOut: () => void = () => undefined;

export function onSignedOut(listener: () => void): void {
  whenSignedOut = listener;
}

/** Asks the service; throws a {@link ProblemError} when it refuses or is not there. */
export async function call<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const response = await send(method, path, body, signal);
  const text = await response.text();
  if (response.ok) return (text === '' ? undefined : parseExactly(text)) as T;
  const problem = problemIn(text, response);
  if (response.status === 401 && path !== '/api/session') whenSignedOut();
  throw new ProblemError(problem);
}

export function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return call<T>('GET', path, undefined, signal);
}

async function send(method: Method, path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  // The header proves to the service that the call comes from this page: other sites cannot set it.
  const headers: Record<string, string> = { Accept: 'application/json', 'Dendro-Request': 'page' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  try {
    return await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ProblemError({ type: 'urn:dendro:problem:unreachable', status: 0, detail: texts.problems.unreachable });
  }
}

function problemIn(text: string, response: Response): Problem {
  try {
    const problem = JSON.parse(text) as Partial<Problem>;
    if (typeof problem.type === 'string') return { ...problem, type: problem.type, status: response.status };
  } catch {
    // Not JSON: something between the page and the service answered.
  }
  return {
    type: 'urn:dendro:problem:unexpected',
    status: response.status,
    detail: texts.problems.unexpected(response.status),
  };
}

/** `?a=1&b=2` of what is there; absent, empty and false members are left out. */
export function search(members: Record<string, string | number | boolean | null | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined || value === null || value === '' || value === false) continue;
    query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
