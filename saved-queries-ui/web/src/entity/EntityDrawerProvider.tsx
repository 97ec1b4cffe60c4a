import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { EntityName } from '../api/schema';
import { EntityContext } from './open';

const EntityDrawer = lazy(async () => ({ default: (await import('./EntityDrawer')).EntityDrawer }));

/** Lets any part of a page open an entity beside it; what was opened from within leads back. */
export function EntityDrawerProvider({ children }: { children: ReactNode }) {
  const [opened, setOpened] = useState<EntityName[]>([]);
  const shown = opened.at(-1);
  return (
    <EntityContext value={(name) => setOpened((before) => [...before, name])}>
      {children}
      {shown !== undefined && (
        <Suspense>
          <EntityDrawer
            key={JSON.stringify(shown)}
            name={shown}
            onBack={opened.length > 1 ? () => setOpened(opened.slice(0, -1)) : undefined}
            onClose={() => setOpened([])}
          />
        </Suspense>
      )}
    </EntityContext>
  );
}
