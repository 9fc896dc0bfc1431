interface Item {
  /** A number as text. */
  id: string;
  accountId: number;
}

/** Things of accounts by their ids, in the order of these, and by what they have in common. */
export class Indexed<T extends Item> {
  readonly #traitsOf: (item: T) => string[];
  readonly #items = new Map<string, T>();
  readonly #traits = new Map<string, Map<string, T>>();
  /** Sorted when they are asked for, until something changes. */
  readonly #sorted = new Map<number, readonly T[]>();

  /** @param traitsOf - what `having` finds a thing by */
  constructor(traitsOf: (item: T) => string[]) {
    this.#traitsOf = traitsOf;
  }

  has(id: string): boolean {
    return this.#items.has(id);
  }

  get(accountId: number, id: string): T | undefined {
    const item = this.#items.get(id);
    return item?.accountId === accountId ? item : undefined;
  }

  all(accountId: number): readonly T[] {
    let items = this.#sorted.get(accountId);
    if (!items) {
      items = [...this.#items.values()]
        .filter(item => item.accountId === accountId)
        .sort(byId);
      this.#sorted.set(accountId, items);
    }
    return items;
  }

  /** In no order. */
  *having(accountId: number, trait: string): Generator<T> {
    for (const item of this.#traits.get(trait)?.values() ?? []) {
      if (item.accountId === accountId) {
        yield item;
      }
    }
  }

  /** Adds a thing, or replaces the one that has its id. */
  set(item: T): void {
    const before = this.#items.get(item.id);
    if (before) {
      this.delete(before);
    }
    this.#items.set(item.id, item);
    for (const trait of this.#traitsOf(item)) {
      const items = this.#traits.get(trait) ?? new Map<string, T>();
      this.#traits.set(trait, items.set(item.id, item));
    }
    this.#sorted.delete(item.accountId);
  }

  delete(item: T): void {
    this.#items.delete(item.id);
    for (const trait of this.#traitsOf(item)) {
      const items = this.#traits.get(trait);
      items?.delete(item.id);
      if (items?.size === 0) {
        this.#traits.delete(trait);
      }
    }
    this.#sorted.delete(item.accountId);
  }
}

export function byId(a: Item, b: Item): number {
  return Number(a.id) - Number(b.id);
}
