import { useNow } from '../page/useNow';
import { texts } from '../texts';
import { absoluteTime, relativeTime } from './moments';

/** A moment as people say it; the exact one on hover and for screen readers. */
export function When({ instant, absolute = false }: { instant: string | null | undefined; absolute?: boolean }) {
  const now = useNow(30_000);
  if (instant === null || instant === undefined) return <span>{texts.time.never}</span>;
  const [shown, other] = absolute
    ? [absoluteTime(instant), relativeTime(instant, now)]
    : [relativeTime(instant, now), absoluteTime(instant)];
  return (
    <time dateTime={instant} title={other}>
      {shown}
    </time>
  );
}
