export { criticalPathsPlugin as default } from './plugin';
