export { reliabilityScoreboardPlugin as default } from './plugin';
