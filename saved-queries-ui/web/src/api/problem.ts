/** RFC 9457, as the services of Dendro send it; `clause` and `name` say where in a query. */
export interface Problem {
  type: string;
  title?: string;
  status: number;
  detail?: string;
  clause?: string;
  'other-clause'?: string;
  name?: string;
  [member: string]: unknown;
}

const PREFIX = 'urn:dendro:problem:';

/** What a call throws when the service says no, or cannot be reached at all. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title ?? problem.type);
    this.problem = problem;
  }

  /** The stable last part of the type, such as `not-signed-in`. */
  get kind(): string {
    return kindOf(this.problem);
  }
}

export function kindOf(problem: Problem): string {
  return problem.type.startsWith(PREFIX) ? problem.type.slice(PREFIX.length) : problem.type;
}

export function isProblem(error: unknown, kind: string): error is ProblemError {
  return error instanceof ProblemError && error.kind === kind;
}

/** Whatever was thrown, as a problem that can be shown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return { type: `${PREFIX}page`, status: 0, detail: error instanceof Error ? error.message : String(error) };
}
