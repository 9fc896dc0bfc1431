// The mocks of Backstage's test utilities look for a `jest` global at run time.
Object.assign(globalThis, { jest: vi });
