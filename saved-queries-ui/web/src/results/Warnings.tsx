import type { Answer } from '../api/runs';
import { texts } from '../texts';

/** What may keep the answer from being reproduced, as the query-service says it. */
export function Warnings({ warnings }: { warnings: Answer['warnings'] }) {
  if (warnings.length === 0) return null;
  return (
    <ul className="warnings" aria-label={texts.results.warnings}>
      {warnings.map((warning) => {
        const text =
          typeof warning === 'string'
            ? warning
            : String(warning['detail'] ?? warning['message'] ?? JSON.stringify(warning));
        return <li key={text}>{text}</li>;
      })}
    </ul>
  );
}
