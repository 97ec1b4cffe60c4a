import { kindOf, problemOf } from '../api/problem';
import { texts } from '../texts';

/** What went wrong, in the words of the service, and what to do about it. */
export function ProblemBox({
  error,
  onRetry,
  children,
}: {
  error: unknown;
  onRetry?: () => void;
  children?: React.ReactNode;
}) {
  const problem = problemOf(error);
  const advice = texts.advice[kindOf(problem)];
  return (
    <div className="problem" role="alert">
      <p className="problem-title">{texts.problems.title(problem.title, kindOf(problem))}</p>
      {problem.detail !== undefined && <p className="problem-detail">{problem.detail}</p>}
      {advice !== undefined && <p className="problem-advice">{advice}</p>}
      {children}
      {onRetry !== undefined && (
        <button type="button" className="small" onClick={onRetry}>
          {texts.page.retry}
        </button>
      )}
    </div>
  );
}
