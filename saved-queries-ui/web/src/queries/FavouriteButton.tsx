import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { queries, type Summary } from '../api/queries';
import { texts } from '../texts';

export function FavouriteButton({ query }: { query: Pick<Summary, 'id' | 'name' | 'favourite'> }) {
  const client = useQueryClient();
  const [shown, setShown] = useState<boolean | null>(null);
  const favourite = shown ?? query.favourite;
  const change = useMutation({
    mutationFn: (yes: boolean) => queries.favourite(query.id, yes),
    onMutate: (yes) => setShown(yes),
    onError: () => setShown(null),
    onSuccess: () => client.invalidateQueries({ queryKey: ['queries'] }),
  });
  return (
    <button
      type="button"
      className="star"
      aria-pressed={favourite}
      aria-label={texts.list.favourite(query.name)}
      title={texts.list.favourite(query.name)}
      onClick={() => change.mutate(!favourite)}
    >
      {favourite ? '★' : '☆'}
    </button>
  );
}
