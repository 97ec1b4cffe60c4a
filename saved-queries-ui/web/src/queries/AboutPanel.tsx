import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SavedQuery } from '../api/queries';
import { queries } from '../api/queries';
import { ProblemBox } from '../page/ProblemBox';
import { SchedulesOf } from '../schedules/SchedulesOf';
import { texts } from '../texts';
import { When } from '../time/When';
import { UsageLine } from './UsageLine';

/** Whose it is, how it is used, when it runs by itself, and how it is put away. */
export function AboutPanel({ saved }: { saved: SavedQuery }) {
  const client = useQueryClient();
  const archive = useMutation({
    mutationFn: (yes: boolean) => queries.archive(saved.id, yes),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['query', saved.id] });
      await client.invalidateQueries({ queryKey: ['queries'] });
    },
  });
  // The query was read before it was run, here or by others.
  const usage = useQuery({
    queryKey: ['usage', saved.id],
    queryFn: async ({ signal }) => (await queries.read(saved.id, signal)).usage,
    placeholderData: saved.usage,
    staleTime: 0,
  });
  const archived = saved.archived === true;
  return (
    <div className="about">
      <h2>{texts.about.usage}</h2>
      <UsageLine usage={usage.data ?? saved.usage} />
      <p className="muted">
        {texts.about.made(saved.owner)} <When instant={saved['created-at']} />
      </p>
      <h2>{texts.page.schedules}</h2>
      <SchedulesOf query={saved.id} declarations={saved.content.parameters} />
      {saved['may-change'] && (
        <>
          <h2>{texts.about.archive}</h2>
          <p className="muted">{archived ? texts.about.archivedHelp : texts.about.archiveHelp}</p>
          <button type="button" disabled={archive.isPending} onClick={() => archive.mutate(!archived)}>
            {archived ? texts.about.unarchiveIt : texts.about.archiveIt}
          </button>
          {archive.isError && <ProblemBox error={archive.error} />}
        </>
      )}
    </div>
  );
}
