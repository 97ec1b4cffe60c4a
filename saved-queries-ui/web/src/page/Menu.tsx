import { useRef, type ReactNode } from 'react';

interface MenuProps {
  summary: ReactNode;
  label?: string;
  className?: string;
  children: ReactNode;
}

/** A disclosure that closes when it is left, on Escape, and when something in it is chosen. */
export function Menu({ summary, label, className, children }: MenuProps) {
  const element = useRef<HTMLDetailsElement>(null);
  const close = () => element.current?.removeAttribute('open');
  return (
    // The element only listens to what bubbles from its summary and its items.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <details
      ref={element}
      className="menu"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) close();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || element.current?.open !== true) return;
        event.stopPropagation();
        close();
        element.current.querySelector('summary')?.focus();
      }}
    >
      <summary className={className} aria-label={label}>
        {summary}
      </summary>
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- a key on an item is a click, too */}
      <div className="menu-items" onClick={close}>
        {children}
      </div>
    </details>
  );
}
