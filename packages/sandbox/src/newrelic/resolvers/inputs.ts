/** Inputs come with nulls for what is not said, at any depth. */
export type Nullable<T> = { [K in keyof T]?: T[K] | null };

/** The same without nulls. */
export type Given<T> = T extends object
  ? { [K in keyof T]: Given<Exclude<T[K], null>> }
  : T;

/** The same input without nulls, in objects within it too. */
export function withoutNulls<T>(input: T): Given<T> {
  if (Array.isArray(input)) {
    return input.map(each => withoutNulls<unknown>(each)) as Given<T>;
  }
  if (typeof input !== 'object' || input === null) {
    return input as Given<T>;
  }
  return Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, withoutNulls(value)]),
  ) as Given<T>;
}
