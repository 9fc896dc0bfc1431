/** One key, or two in turn, and what they do. */
export interface Shortcut {
  keys: string;
  description: string;
  /** Where it goes; a shortcut without one is answered by a page. */
  to?: string;
}

/** Shows the list of shortcuts. */
export const LIST_KEY = '?';

/** The portal's keyboard shortcuts, in the order in which the dialog lists them. */
export const shortcuts: Shortcut[] = [
  { keys: '/', description: 'Search', to: '/search' },
  { keys: 'g h', description: 'Go to the home page', to: '/' },
  { keys: 'g c', description: 'Go to the catalog', to: '/catalog' },
  { keys: 'g p', description: 'Go to critical paths', to: '/critical-paths' },
  { keys: 'g s', description: 'Go to the scoreboard', to: '/scoreboard' },
  { keys: 'g i', description: 'Go to the inventory', to: '/inventory' },
  { keys: 'g n', description: 'Start something new', to: '/create' },
  { keys: 't', description: 'Show charts as tables, on critical paths' },
  { keys: LIST_KEY, description: 'Show this list' },
];

/**
 * Follows what is typed: given the key before and the key now, the shortcut
 * that they complete, or the key to remember.
 */
export function followKeys(
  previous: string | undefined,
  key: string,
): { shortcut?: Shortcut; pending?: string } {
  const pair = previous
    ? shortcuts.find(s => s.keys === `${previous} ${key}`)
    : undefined;
  if (pair) {
    return { shortcut: pair };
  }
  const single = shortcuts.find(
    s => s.keys === key && (s.to || s.keys === LIST_KEY),
  );
  if (single) {
    return { shortcut: single };
  }
  return shortcuts.some(s => s.keys.startsWith(`${key} `))
    ? { pending: key }
    : {};
}
