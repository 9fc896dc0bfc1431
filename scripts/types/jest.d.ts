// Backstage's test utilities declare their mocks with jest's types. Mapped to
// vitest's here, since they would otherwise turn into `any` unseen.
declare namespace jest {
  type Mock<
    TReturn = unknown,
    TArguments extends unknown[] = unknown[],
  > = import('vitest').Mock<(...args: TArguments) => TReturn>;
  type MockInstance<
    TReturn = unknown,
    TArguments extends unknown[] = unknown[],
  > = import('vitest').MockInstance<(...args: TArguments) => TReturn>;
  type MockedFunction<T extends (...args: never[]) => unknown> =
    import('vitest').MockedFunction<T>;
  type Mocked<T> = import('vitest').Mocked<T>;
}
