import { texts } from '../texts';

export function Loading() {
  return (
    <p className="loading" role="status">
      {texts.page.loading}
    </p>
  );
}
