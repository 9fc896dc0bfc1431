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
    for (const shortcut of shortcuts) {
      expect(type(shortcut.keys.replace(' ', ''))).toBe(
        shortcut.to ?? shortcut.keys,
      );
    }
  });

  it('forgets a first key that was not followed by a second', () => {
    expect(type('gxc')).toBeUndefined();
    expect(type('ggc')).toBe('/catalog');
    expect(type('g/')).toBe('/search');
    expect(type('c')).toBeUndefined();
  });
});
