export * from './company';
export { startAws } from './aws';
export { startGitHost } from './git';
export type { RunningServer } from './listen';
export {
  startSandbox,
  type Sandbox,
  type SandboxOptions,
} from './startSandbox';
