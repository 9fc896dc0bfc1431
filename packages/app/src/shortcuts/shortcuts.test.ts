import { followKeys, shortcuts } from './shortcuts';

const type = (keys: string) => {
  let pending: string | undefined;
  let last: ReturnType<typeof followKeys> = {};
  for (const key of keys) {
    last = followKeys(pending, key);
    pending = last.pending;
  }
  return last.shortcut?.to ?? last.shortcut?.keys;
};

describe('followKeys', () => {
  it('answers every shortcut of the list', () => {
    for (const { keys, to } of shortcuts.filter(s => s.to)) {
      expect(type(keys.replace(' ', ''))).toBe(to);
    }
    expect(type('?')).toBe('?');
  });

  it('leaves to the pages what they answer themselves', () => {
    expect(type('t')).toBeUndefined();
  });

  it('forgets a first key that was not followed by a second', () => {
    expect(type('gxc')).toBeUndefined();
    expect(type('ggc')).toBe('/catalog');
    expect(type('g/')).toBe('/search');
    expect(type('c')).toBeUndefined();
  });
});
