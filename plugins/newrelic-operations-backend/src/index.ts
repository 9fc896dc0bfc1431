export { newRelicOperationsPlugin as default } from './plugin';
