import { useState } from 'react';
import { Link, NavLink } from 'react-router';
import type { Person } from '../api/session';
import { useSignOut } from '../session/session';
import { texts } from '../texts';
import { Menu } from './Menu';
import { applyTheme, currentTheme, themes, type Theme } from './theme';

const pages = [
  ['/queries', texts.page.queries],
  ['/runs', texts.page.runs],
  ['/procedures', texts.page.procedures],
  ['/schedules', texts.page.schedules],
  ['/statistics', texts.page.statistics],
] as const;

export function Header({ person }: { person: Person }) {
  const signOut = useSignOut();
  return (
    <header className="header">
      <Link className="brand" to="/queries">
        <img src="/rings.svg" alt="" width="24" height="24" />
        <span>Dendro</span>
      </Link>
      <nav aria-label={texts.page.navigation}>
        {pages.map(([path, name]) => (
          <NavLink key={path} to={path}>
            {name}
          </NavLink>
        ))}
      </nav>
      <div className="header-end">
        <Link className="button primary small" to="/queries/new">
          {texts.page.newQuery}
        </Link>
        <ThemeChoice />
        <Menu
          label={texts.page.account(person.name)}
          summary={
            <span className="avatar" aria-hidden="true">
              {person.name.slice(0, 1).toUpperCase()}
            </span>
          }
        >
          <p className="menu-head">
            <strong>{person.name}</strong>
            <small>{[...person.roles, ...person.teams.map(texts.page.team)].join(' · ')}</small>
          </p>
          <button type="button" className="plain" onClick={() => signOut.mutate()}>
            {texts.session.signOut}
          </button>
        </Menu>
      </div>
    </header>
  );
}

function ThemeChoice() {
  const [theme, setTheme] = useState<Theme>(currentTheme);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
  const signs: Record<Theme, string> = { system: '◐', light: '☀', dark: '☾' };
  return (
    <button
      type="button"
      className="icon"
      title={texts.page.theme(texts.page.themes[theme])}
      aria-label={texts.page.theme(texts.page.themes[theme])}
      onClick={() => {
        applyTheme(next);
        setTheme(next);
      }}
    >
      {signs[theme]}
    </button>
  );
}
