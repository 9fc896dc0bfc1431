export * from './company';
export { startAws } from './aws';
export { startGitHost } from './git';
export { LICENSE_KEY, readSchema, startNewRelic, USER_KEY } from './newrelic';
export type { RunningServer } from './listen';
export {
  startSandbox,
  type Sandbox,
  type SandboxOptions,
} from './startSandbox';
