import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root. */
export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);

/** Resolves a path inside the project. */
export const inRoot = (...parts) => path.join(root, ...parts);

/** The one ignored folder for everything that a local portal keeps. */
export const localFolder = inRoot('.rocket');

/** Databases and repositories: what `npm run reset` clears. */
export const stateFolder = path.join(localFolder, 'state');
