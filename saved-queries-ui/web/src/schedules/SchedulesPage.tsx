import { useTitle } from '../page/useTitle';
import { texts } from '../texts';
import { ScheduleList } from './ScheduleList';

export function SchedulesPage() {
  useTitle(texts.page.schedules);
  return (
    <div className="narrow wide-page">
      <div className="page-head">
        <h1>{texts.page.schedules}</h1>
      </div>
      <p className="muted">{texts.schedules.help}</p>
      <ScheduleList query={null} declarations={null} />
    </div>
  );
}
